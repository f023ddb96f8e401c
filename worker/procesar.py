"""El trabajo: la función que se sustituye por la propia."""

import time

from comun.tarea import Tarea


def procesar(tarea: Tarea) -> None:
    """Hace el trabajo de una tarea: aquí, esperar `tarea.complejidad` segundos.

    Corre en un hilo aparte: puede bloquear o calcular el tiempo que quiera sin que se pierda la
    conexión (una extensión en C, si suelta el GIL). Puede llegarle dos veces la misma tarea.

    Raises:
        Exception: cualquiera; la tarea vuelve a la cola y se reintenta.
    """
    if tarea.complejidad:  # hasta sleep(0) tarda: unos 60 µs
        time.sleep(tarea.complejidad)
