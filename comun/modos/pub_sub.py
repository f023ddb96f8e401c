"""En Publish/Subscribe, cada worker recibe su copia de todas las tareas.

productor ──▶ (distribuidor_tareas) ──┬──▶ [cola exclusiva] ──▶ worker1
                    fanout            └──▶ [cola exclusiva] ──▶ worker2
"""

from comun.familias.de_copias import DeCopias

MODO = DeCopias(nombre="pub_sub", exchange="distribuidor_tareas", exchange_type="fanout")
