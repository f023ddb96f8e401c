"""Un trabajo normal, en una máquina cuyo DNS no contesta."""

import socket
import time

from comun.tarea import Tarea


def procesar(_: Tarea) -> None:
    """No hace nada."""


def _lento(*_: object, **__: object) -> None:
    print("prueba: buscando el nombre", flush=True)
    time.sleep(20)
    raise socket.gaierror


socket.getaddrinfo = _lento
