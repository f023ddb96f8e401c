"""Este módulo nombra lo que usan el diario y el registro: quién habla y qué le pasó a una tarea."""

from enum import StrEnum

EXCHANGE = "eventos_tareas"  # por él se escribe en el diario
PRODUCTOR = "producer"  # el nombre del productor en el diario; no es un worker


class Verbo(StrEnum):
    """Un `Verbo` dice qué le pasó a una tarea, o a un worker."""

    ENVIADA = "enviada"
    DEVUELTA = "devuelta"
    LISTA = "lista"  # un worker se suscribió: no es de una tarea
    RECIBIDA = "recibida"
    COMPLETADA = "completada"
    FALLIDA = "fallida"  # un intento: si quedan más, la tarea vuelve a la cola
    DESCARTADA = "descartada"  # no se intenta más: si el modo la guarda, está en tareas_fallidas
    SIN_ACK = "sin_ack"  # está hecha, pero el broker no lo sabe: puede entregarla de nuevo
    REINTENTADA = "reintentada"  # vuelve de tareas_fallidas: lo escribe reintentar
