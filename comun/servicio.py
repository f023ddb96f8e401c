"""Lo que hace de un script un servicio: ajustes, señales y estado de salida."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from comun import bitacora
from comun.ajustes import AjusteInvalido, Ajustes

SALIDA_IRRECUPERABLE = 1
SALIDA_AJUSTE = 2
SALIDA_FORZADA = 130  # 128 + SIGINT, como en la shell


class Irrecuperable(Exception):
    """No se arregla esperando: credenciales, permisos, una cola con otros argumentos."""


class Parada:
    """La petición de parar (SIGTERM o SIGINT): la primera se atiende bien, la segunda ya."""

    def __init__(self) -> None:
        self.pedida = False
        self.despertar: Callable[[], None] | None = None  # saca al bucle de su espera

    def escuchar(self) -> None:
        """Atiende las señales. Sin esto Python, como PID 1, no hace caso de SIGTERM."""
        signal.signal(signal.SIGTERM, self._recibir)
        signal.signal(signal.SIGINT, self._recibir)

    def _recibir(self, _numero: int, _marco: FrameType | None) -> None:
        if self.pedida:
            os._exit(SALIDA_FORZADA)  # la tarea en mano vuelve a la cola al cerrarse la conexión
        self.pedida = True
        if self.despertar is None:  # sin conexión no hay nada a medias en este hilo
            sys.exit(0)
        self.despertar()


Principal = Callable[[Ajustes, logging.Logger, Parada], None]


def ejecutar(nombre: Callable[[Ajustes], str], principal: Principal) -> int:
    """Corre un servicio y devuelve su estado de salida.

    0 terminado o parado · 1 irrecuperable · 2 ajuste no válido; los dos últimos, con una línea en
    stderr y sin traza. `nombre` es el del servicio en sus líneas, según los ajustes.
    """
    try:
        ajustes = Ajustes.de_entorno(os.environ)
    except AjusteInvalido as error:
        print(error, file=sys.stderr)
        return SALIDA_AJUSTE
    servicio = nombre(ajustes)
    log = bitacora.configurar(servicio, ajustes.nivel_log)
    parada = Parada()
    parada.escuchar()
    try:
        principal(ajustes, log, parada)
    except Irrecuperable as error:
        print(f"[{servicio}] {error}", file=sys.stderr)
        return SALIDA_IRRECUPERABLE
    return 0
