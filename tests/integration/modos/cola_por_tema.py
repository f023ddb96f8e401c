"""Un cuarto modo: una cola duradera de todos, detrás de un topic.

productor ──▶ (tareas_a_la_cola) ──tareas.#──▶ [tareas_de_tema] ──┬──▶ worker1 ── ack
                     topic                       durable, quorum  └──▶ worker2 ── ack
"""

from comun.modo import Modo

MODO = Modo(
    nombre="cola_por_tema",
    exchange="tareas_a_la_cola",
    exchange_type="topic",
    routing_key="tareas.nuevas",
    binding_key="tareas.#",
    cola="tareas_de_tema",
    persistente=True,
    ack_al_recibir=False,
)
