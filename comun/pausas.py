"""La espera por el broker: cuánto se descansa entre dos intentos y cada cuánto se dice."""

import logging
import random
import time

PACIENCIA = 30  # s de pausas cortas antes de pasar a las largas
AVISO = 5.0  # s entre dos líneas iguales


class Pausas:
    """Empieza cuando el servicio falta, y dura hasta que lleva un rato funcionando."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self.olvidar()

    def olvidar(self) -> None:
        """Ha funcionado un rato: lo que falle desde aquí es una espera nueva."""
        self._inicio = time.monotonic()
        self._dichas: dict[str, float] = {}  # línea → cuándo salió

    def decir(self, nivel: int, linea: str, *datos: object) -> None:
        """Dice la línea la primera vez, y luego como mucho cada 5 s, digan lo que digan `datos`."""
        ahora = time.monotonic()
        if ahora - self._dichas.get(linea, -AVISO) >= AVISO:
            self._dichas[linea] = ahora
            self._log.log(nivel, linea, *datos)

    def descansar(self, *, enseguida: bool = False) -> None:
        """Una pausa antes del próximo intento; `enseguida`, para no ir todos a una."""
        time.sleep(tregua() if enseguida else pausa(time.monotonic() - self._inicio))


def pausa(espera: float) -> float:
    """Segundos hasta el próximo intento: pocos al principio; al azar, para no ir todos a una."""
    return random.uniform(0.1, 0.5) if espera < PACIENCIA else random.uniform(1, 5)


def tregua() -> float:
    """Segundos hasta ir a otro servidor."""
    return random.uniform(0, 0.1)
