"""En una cola de trabajo, cada tarea la hace un solo worker, el que esté libre.

productor ──▶ [tareas_distribuidas] ──┬──▶ worker1 ── ack
               durable, quorum        └──▶ worker2 ── ack
                  ▲        │
                  │        └── al 4.º intento fallido ──▶ [tareas_fallidas]
                  └─── reject: vuelve tras una pausa

El reintento, su pausa y el límite los pone el broker: rabbitmq/definiciones.json.
"""

from comun.familias.de_trabajo import DeTrabajo

MODO = DeTrabajo(nombre="work_queue", colas={"tareas_distribuidas": []})
