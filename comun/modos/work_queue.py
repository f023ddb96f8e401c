"""Cola de trabajo: cada tarea la hace un solo worker, el que esté libre.

productor ──▶ [tareas_distribuidas] ──┬──▶ worker1 ── ack
               durable, quorum        └──▶ worker2 ── ack
                  ▲        │
                  │        └── al 4.º intento fallido ──▶ [tareas_fallidas]
                  └─── reject: vuelve tras una pausa

El reintento, su pausa y el límite los pone el broker: rabbitmq/definiciones.json.
"""

from comun.modo import Modo

MODO = Modo(
    nombre="work_queue",
    cola="tareas_distribuidas",
    persistente=True,
    ack_al_recibir=False,  # ack después del trabajo: si el worker muere, la tarea es de otro
    intentos=4,  # delivery-limit 3: la primera entrega y tres más
)
