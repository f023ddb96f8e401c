"""Un trabajo normal, con el hilo de los eventos roto: falla en cuanto publica."""

from comun.eventos import Eventos
from comun.tarea import Tarea


def procesar(_: Tarea) -> None:
    """No hace nada."""


def _falla(*_: object) -> None:
    raise ZeroDivisionError


Eventos._publicar = _falla
