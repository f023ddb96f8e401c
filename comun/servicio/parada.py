"""Este módulo atiende las señales que piden parar, antes de que se cargue nada que tarde."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

FORZADA = 130  # estado de salida: 128 + SIGINT, como en la shell
DESPEDIDA = 1.5  # s para despedirse del broker, que si está congelado no contesta
MIRA_SI_PARAR = 0.25  # s, como mucho, entre dos veces que un servicio mira si se pide parar


class Parada:
    """Una `Parada` atiende las señales que piden parar: SIGTERM y SIGINT.

    La primera señal solo pone `pedida`, que cada servicio mira cada 0,25 s como mucho; con la
    segunda, el proceso sale al momento. El código que espera al broker, y por tanto no mira, va
    dentro de `interrumpible`.
    """

    def __init__(self) -> None:
        self.pedida = False
        self._limite = 0.0  # monotonic; hasta cuándo se espera al broker tras la señal
        self._espera = self._al_momento = False

    def escuchar(self) -> None:
        """Atiende las señales. Sin esto Python, como PID 1, no hace caso de SIGTERM."""
        signal.signal(signal.SIGTERM, self._recibir)
        signal.signal(signal.SIGINT, self._recibir)
        if hasattr(signal, "SIGALRM"):  # en Windows no existe, y la espera no tiene plazo
            signal.signal(signal.SIGALRM, self._interrumpir)

    @contextmanager
    def interrumpible(self, *, al_momento: bool = True) -> Iterator[None]:
        """Interrumpe con SystemExit el código de dentro, que espera al broker, si se pide parar.

        Lo hace enseguida o, con al_momento=False, a los 1,5 s. Si se pidió antes, el código es la
        despedida: tiene lo que quede de esos 1,5 s, que no se renuevan. En un hilo que no es el
        principal no hace nada, porque Python da las señales al principal.
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
        """Atiende SIGTERM y SIGINT."""
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
