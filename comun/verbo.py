"""Este módulo nombra lo que le puede pasar a una tarea, igual en el registro y en el diario."""

from enum import StrEnum

EXCHANGE = "eventos_tareas"
PRODUCTOR = "producer"  # el nombre del productor en el diario; no es un worker


class Verbo(StrEnum):
    """Un `Verbo` dice qué le pasó a una tarea, o a un worker."""

    ENVIADA = "enviada"
    DEVUELTA = "devuelta"
    LISTA = "lista"  # un worker se suscribió: no es de una tarea
    RECIBIDA = "recibida"
    COMPLETADA = "completada"
    FALLIDA = "fallida"
    DESCARTADA = "descartada"
    SIN_ACK = "sin_ack"  # está hecha, pero el broker no lo sabe: puede entregarla de nuevo
    REINTENTADA = "reintentada"  # vuelve de tareas_fallidas
