"""Un trabajo normal, con el hilo del diario roto: falla en cuanto escribe."""

from comun.servicio.diario import Diario
from comun.tarea import Tarea


def procesar(_: Tarea) -> None:
    """No hace nada."""


def _falla(*_: object) -> None:
    raise ZeroDivisionError


Diario._siguiente = _falla
