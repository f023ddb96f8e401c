"""Un trabajo escrito como script: al acabar mal llama a sys.exit()."""

import sys

from comun.tarea import Tarea


def procesar(tarea: Tarea) -> None:
    """Sale con la tarea 1; las demás las hace.

    Raises:
        SystemExit: con la 1.
    """
    if tarea.numero == 1:
        sys.exit("no hay nada que hacer")
