"""Los procesos de una corrida de pruebas (los de -n 3, los de make mutantes) y lo que comparten."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from herramientas.sistema import restos


def carpeta() -> Path:
    """Da la carpeta que comparten, que lleva el número del proceso que los arrancó."""
    return Path(tempfile.gettempdir()) / f"taller-pruebas-{restos.dueno()}"


@contextmanager
def de_uno_en_uno() -> Iterator[None]:
    """Entre los procesos de la corrida, solo uno hace esto a la vez."""
    carpeta().mkdir(exist_ok=True)
    with (carpeta() / "turno").open("w") as turno:
        fcntl.flock(turno, fcntl.LOCK_EX)
        yield


def acaba() -> None:
    """Quita todo lo de la corrida, también lo que aún esté en marcha.

    Raises:
        RuntimeError: Docker no puede.
    """
    if carpeta().exists():
        restos.barrer(tambien_de=restos.dueno())
        shutil.rmtree(carpeta())
