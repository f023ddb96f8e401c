"""Otro: una cola duradera de todos, detrás de un topic.

productor ──▶ (tareas_por_todo) ──#──▶ [tareas_de_tema] ──┬──▶ worker1 ── ack
                    topic               durable, quorum   └──▶ worker2 ── ack
"""

from comun.familias.de_trabajo import DeTrabajo

MODO = DeTrabajo(
    nombre="cola_por_tema",
    exchange="tareas_por_todo",
    exchange_type="topic",
    colas={"tareas_de_tema": ["#"]},
)
