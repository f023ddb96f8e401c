"""Para probar que basta un archivo: topic, con una cola por worker.

productor ──▶ (tareas_por_asunto) ─────▶ [cola exclusiva] ──▶ worker1
                     topic
"""

from comun.familias.de_copias import DeCopias

MODO = DeCopias(nombre="temas", exchange="tareas_por_asunto", exchange_type="topic")
