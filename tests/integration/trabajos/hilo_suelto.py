"""Un trabajo que sale bien, aunque un hilo que abrió muera."""

import threading

from comun.tarea import Tarea


def procesar(_: Tarea) -> None:
    """Espera a que muera."""
    suelto = threading.Thread(target=_falla)
    suelto.start()
    suelto.join()


def _falla() -> None:
    raise ZeroDivisionError
