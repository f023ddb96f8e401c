"""El archivo que mira el health check: está mientras hay suscripción."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LISTO = Path(tempfile.gettempdir(), "listo")


@contextmanager
def listo(log: logging.Logger) -> Iterator[None]:
    """Está mientras dura lo de dentro; si no se puede escribir, se dice y se sigue."""
    try:
        LISTO.touch()
    except OSError as error:
        log.warning("no se puede escribir %s (%s): el health check no lo sabrá", LISTO, error)
    try:
        yield
    finally:
        quitar()


def quitar() -> None:
    """También al arrancar: un proceso muerto por la fuerza pudo dejarlo."""
    with suppress(OSError):
        LISTO.unlink(missing_ok=True)
