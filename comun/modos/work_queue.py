"""En una cola de trabajo, cada tarea la hace un solo worker, el que esté libre.

productor ──▶ [tareas_distribuidas] ──┬──▶ worker1 ── ack
               durable, quorum        └──▶ worker2 ── ack
                  ▲        │
                  │        └── al 4.º intento fallido ──▶ [tareas_fallidas]
                  └─── reject: vuelve tras una pausa

El reintento, su pausa y el límite los pone el broker: rabbitmq/definiciones.json. Dónde vive cada
garantía, línea a línea: docs/del_tutorial_al_taller.md.
"""

from comun.familias.de_trabajo import DeTrabajo

MODO = DeTrabajo(nombre="work_queue", colas={"tareas_distribuidas": []})
