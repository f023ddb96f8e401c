"""Parar: las señales se atienden desde lo primero, antes de cargar nada que tarde."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

FORZADA = 130  # estado de salida: 128 + SIGINT, como en la shell
DESPEDIDA = 1.5  # s para despedirse del broker: congelado, no contesta
MIRADA = 0.25  # s que puede pasar sin que un servicio mire si se pide parar


class Parada:
    """La petición de parar: SIGTERM o SIGINT. Con la segunda, el proceso sale al momento.

    La primera solo pone `pedida`, que cada servicio mira cada poco. Lo que espera al broker, y por
    tanto no puede mirar, va dentro de `interrumpible`.
    """

    def __init__(self) -> None:
        self.pedida = False
        self._limite = 0.0  # monotonic; hasta cuándo se espera al broker tras pedirse
        self._espera = self._al_momento = False

    def escuchar(self) -> None:
        """Atiende las señales. Sin esto Python, como PID 1, no hace caso de SIGTERM."""
        signal.signal(signal.SIGTERM, self._recibir)
        signal.signal(signal.SIGINT, self._recibir)
        if hasattr(signal, "SIGALRM"):  # en Windows no la hay, y lo que espera no tiene plazo
            signal.signal(signal.SIGALRM, self._interrumpir)

    @contextmanager
    def interrumpible(self, *, al_momento: bool = True) -> Iterator[None]:
        """Lo de dentro espera al broker: si se pide parar mientras, acaba con SystemExit.

        Enseguida o, con al_momento=False, a los 1,5 s. Si se pidió antes, es la despedida, y tiene
        lo que quede de esos 1,5 s, que no se renuevan. En otro hilo que el principal no hace nada:
        Python da las señales a ese.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        self._espera, self._al_momento = True, al_momento
        try:
            if self.pedida:
                self._poner_plazo()
            yield
        finally:
            self._espera = False
            _alarma(0)

    def _recibir(self, *_: object) -> None:
        if self.pedida:
            os._exit(FORZADA)  # la tarea en mano vuelve a la cola al cerrarse la conexión
        self.pedida = True
        if self._espera and not self._al_momento:
            self._poner_plazo()
        else:
            self._interrumpir()

    def _poner_plazo(self) -> None:
        self._limite = self._limite or time.monotonic() + DESPEDIDA
        _alarma(max(0.001, self._limite - time.monotonic()))

    def _interrumpir(self, *_: object) -> None:
        if self._espera:
            sys.exit()


def _alarma(segundos: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, segundos)
