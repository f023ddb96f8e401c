"""Con este trabajo, worker2 tarda cinco veces más que worker1."""

import os
import time

from comun.tarea import Tarea

VECES = 5 if os.environ["WORKER_ID"] == "2" else 1


def procesar(tarea: Tarea) -> None:
    """Espera la complejidad de la tarea, o cinco veces más."""
    time.sleep((tarea.complejidad or 0) * VECES)
