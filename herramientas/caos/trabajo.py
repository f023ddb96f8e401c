"""Aquí hay otros `procesar`; el archivo se monta sobre el de los workers y TRABAJO dice cuál es."""

import os
import time

from comun.tarea import Tarea


def venenosa(tarea: Tarea) -> None:
    """Falla siempre con la primera tarea de la tanda; con las demás espera su complejidad.

    Raises:
        RuntimeError: si es la venenosa.
    """
    if tarea.numero == 1:
        msg = "esta tarea falla siempre"
        raise RuntimeError(msg)
    time.sleep(tarea.complejidad or 0)


def desigual(tarea: Tarea) -> None:
    """Espera la complejidad de la tarea; en worker2, cinco veces más."""
    veces = 5 if os.environ["WORKER_ID"] == "2" else 1
    time.sleep((tarea.complejidad or 0) * veces)


def largo(tarea: Tarea) -> None:
    """Ocupa el hilo su complejidad: la impar, en una llamada que bloquea; la par, calculando."""
    fin = time.monotonic() + (tarea.complejidad or 0)
    if int(tarea.numero) % 2:
        time.sleep(tarea.complejidad or 0)
    while time.monotonic() < fin:
        sum(n * n for n in range(1000))


procesar = globals()[os.environ["TRABAJO"]]
