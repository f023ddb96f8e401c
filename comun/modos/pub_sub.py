"""Publish/Subscribe: cada worker recibe su copia de todas las tareas.

productor ──▶ (distribuidor_tareas) ──┬──▶ [cola exclusiva] ──▶ worker1
                    fanout            └──▶ [cola exclusiva] ──▶ worker2
"""

from comun.modo import Modo

MODO = Modo(
    nombre="pub_sub",
    exchange="distribuidor_tareas",
    exchange_type="fanout",
    persistente=False,  # las colas mueren con su worker: no hay nada que guardar
    ack_al_recibir=True,  # cada worker tiene su copia: no hay a quién devolverla
)
