"""El routing del curso: una cola exclusiva por worker, que se pierde lo que llega antes que él.

productor ──▶ (tareas_por_clase) ──┬── chevere ───▶ [cola exclusiva] ──▶ worker1
                    direct         └── reflexiva ─▶ [cola exclusiva] ──▶ worker2
"""

from comun.familias.de_copias import DeCopias

MODO = DeCopias(nombre="del_curso", exchange="tareas_por_clase", tipos=("chevere", "reflexiva"))
