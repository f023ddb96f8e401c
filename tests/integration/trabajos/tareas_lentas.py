"""Una función de tareas.py que tarda en dar cada una, como quien lee una base de datos."""

import time

from comun.tarea import Tarea


def tareas(_ajustes):
    for numero in range(400):
        time.sleep(0.05)
        yield Tarea(id=f"a-{numero}")
