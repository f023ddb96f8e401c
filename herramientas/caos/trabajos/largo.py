"""Este trabajo no suelta el hilo: las tareas pares calculan y las impares duermen."""

import time

from comun.tarea import Tarea


def procesar(tarea: Tarea) -> None:
    """Ocupa `tarea.complejidad` segundos, con Python puro o con una llamada que bloquea."""
    fin = time.monotonic() + (tarea.complejidad or 0)
    if int(tarea.numero) % 2:
        time.sleep(tarea.complejidad or 0)
    while time.monotonic() < fin:
        sum(n * n for n in range(1000))
