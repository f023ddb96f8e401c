"""Este módulo decide cuánto se espera al broker entre dos intentos, y cada cuánto se dice."""

import logging
import random
import time

CORTAS = 30  # s de pausas cortas antes de pasar a las largas
AVISO = 5.0  # s antes de decir que se espera, y entre dos líneas iguales


class Espera:
    """Una `Espera` descansa entre dos intentos y cuida de no repetir cada vez la misma línea."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._inicio = time.monotonic()
        self._dichas: dict[str, float] = {}  # línea → cuándo salió

    def decir(self, nivel: int, linea: str, *datos: object) -> None:
        """Dice la línea la primera vez, y luego como mucho cada 5 s, aunque cambien los `datos`."""
        ahora = time.monotonic()
        if ahora - self._dichas.get(linea, -AVISO) >= AVISO:
            self._dichas[linea] = ahora
            self._log.log(nivel, linea, *datos)

    def descansar(self) -> None:
        """Espera al próximo intento: poco al principio, y al azar para no llegar todos a la vez."""
        pausa = (0.1, 0.5) if time.monotonic() < self._inicio + CORTAS else (1, 5)
        time.sleep(random.uniform(*pausa))
