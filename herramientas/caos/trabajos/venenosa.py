"""Con este trabajo, la primera tarea de la tanda falla siempre."""

import time

from comun.tarea import Tarea


def procesar(tarea: Tarea) -> None:
    """Falla con la número 1; con las demás espera su complejidad.

    Raises:
        RuntimeError: si es la venenosa.
    """
    if tarea.numero == 1:
        msg = "esta tarea falla siempre"
        raise RuntimeError(msg)
    time.sleep(tarea.complejidad or 0)
