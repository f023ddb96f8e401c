"""Por qué servidor se empieza: por uno al azar, y por el que acaba de fallar, el último."""

import random
import time
from collections.abc import Sequence

CASTIGO = 60.0  # s; uno congelado acepta la conexión y calla: probarlo cuesta 10 s cada vez

_fallos: dict[str, float] = {}  # servidor → cuándo falló, para este proceso (monotonic)


def en_orden(servidores: Sequence[str]) -> list[str]:
    """Al azar, para repartirse entre todos; los que fallaron hace menos de un minuto, al final."""
    ahora = time.monotonic()
    castigados = {s for s, cuando in _fallos.items() if ahora - cuando < CASTIGO}
    return sorted(random.sample(servidores, len(servidores)), key=castigados.__contains__)


def apuntar_fallo(servidor: str) -> None:
    """No contestó, o se perdió la conexión con él."""
    _fallos[servidor] = time.monotonic()
