"""Un tercer modo, para probar que basta un fichero: topic, con una cola por worker.

productor ──▶ (tareas_por_tema) ──tareas.#──▶ [cola exclusiva] ──▶ worker1
                    topic
"""

from comun.modo import Modo

MODO = Modo(
    nombre="temas",
    exchange="tareas_por_tema",
    exchange_type="topic",
    routing_key="tareas.nuevas",
    binding_key="tareas.#",
    persistente=False,
    ack_al_recibir=True,
)
