"""Este módulo decide cuánto se espera al broker entre dos intentos."""

import random
import time

CORTAS = 30  # s de pausas cortas antes de pasar a las largas


class Espera:
    """Una `Espera` cuenta desde que se crea: las pausas son cortas al principio."""

    def __init__(self) -> None:
        self._inicio = time.monotonic()

    def descansar(self) -> None:
        """Espera al próximo intento un rato al azar, para no llegar todos a la vez."""
        pausa = (0.1, 0.5) if time.monotonic() < self._inicio + CORTAS else (1, 5)
        time.sleep(random.uniform(*pausa))
