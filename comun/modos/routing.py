"""En Routing, cada tarea es de un tipo y va a la cola de su tipo.

                                    ┌─ chevere ───▶ [tareas_chevere] ────▶ worker1 ── ack
productor ──▶ (tareas_por_tipo) ────┤
                    direct          └─ reflexiva ─▶ [tareas_reflexiva] ──▶ worker2 ── ack

Las colas son duraderas y las declara también el productor: si un worker llega tarde, o falta, sus
tareas lo esperan. Un worker puede atender varios tipos; lo que falla vuelve, como en work_queue.
"""

from comun.familias.de_trabajo import DeTrabajo

MODO = DeTrabajo(
    nombre="routing",
    exchange="tareas_por_tipo",
    tipos=("chevere", "reflexiva"),
    colas={"tareas_chevere": ["chevere"], "tareas_reflexiva": ["reflexiva"]},
)
