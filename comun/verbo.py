"""Los verbos: lo que le puede pasar a una tarea, los mismos en el registro y en el diario."""

from enum import StrEnum

EXCHANGE = "eventos_tareas"
PRODUCTOR = "producer"  # quien no es un worker


class Verbo(StrEnum):
    """Qué le pasó a una tarea, o a un worker."""

    ENVIADA = "enviada"
    DEVUELTA = "devuelta"
    LISTA = "lista"  # una suscripción: no es de una tarea
    RECIBIDA = "recibida"
    COMPLETADA = "completada"
    FALLIDA = "fallida"
    DESCARTADA = "descartada"
    SIN_ACK = "sin_ack"  # hecha, pero el broker no lo sabe: puede entregarla de nuevo
    REINTENTADA = "reintentada"  # vuelve de tareas_fallidas
