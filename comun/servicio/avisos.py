"""Este módulo dice una línea en el registro sin repetirla a cada momento."""

import logging
import time

AVISO = 5.0  # s callado: antes de decir que se espera, y entre dos líneas iguales


class Avisos:
    """Unos `Avisos` recuerdan cuándo se dijo cada línea."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._dichas: dict[str, float] = {}  # línea → cuándo salió

    def decir(self, nivel: int, linea: str, *datos: object) -> None:
        """Dice la línea la primera vez, y luego como mucho cada 5 s, aunque cambien los `datos`."""
        ahora = time.monotonic()
        if ahora - self._dichas.get(linea, -AVISO) >= AVISO:
            self._dichas[linea] = ahora
            self._log.log(nivel, linea, *datos)
