"""Por qué servidor se empieza: por uno al azar; el que acaba de fallar se prueba el último."""

import random
import time
from collections.abc import Sequence

CASTIGO = 30.0  # s; uno congelado acepta la conexión y calla: probarlo cuesta 10 s cada vez

_fallos: dict[str, float] = {}  # servidor → cuándo falló, para este proceso (monotonic)


def en_orden(servidores: Sequence[str]) -> list[str]:
    """Al azar, para repartirse; los que fallaron hace menos de `CASTIGO`, al final y por orden."""
    limite = time.monotonic() - CASTIGO
    return sorted(
        random.sample(servidores, len(servidores)), key=lambda s: max(_fallos.get(s, 0), limite)
    )


def apuntar_fallo(servidor: str) -> None:
    """No contestó, o algo se cortó con él; si no fue culpa suya, solo cuesta ir antes a otro."""
    _fallos[servidor] = time.monotonic()


def olvidar_fallos() -> None:
    """Ninguno es mejor que otro: la próxima vez, al azar."""
    _fallos.clear()
