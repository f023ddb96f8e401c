"""Una función de tareas.py que envía un tipo que ninguna cola recibe."""

from comun.tarea import Tarea


def tareas(_ajustes):
    yield Tarea(id="a-1", tipo="rara")
    yield Tarea(id="a-2", tipo="chevere")
