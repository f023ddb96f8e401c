"""El health check mira un archivo, y este módulo lo mantiene mientras hay suscripción."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LISTO = Path(tempfile.gettempdir(), "listo")


@contextmanager
def listo(log: logging.Logger) -> Iterator[None]:
    """Mantiene el archivo mientras dura el `with`; si no se puede escribir, lo dice y sigue."""
    try:
        LISTO.touch()
    except OSError as error:
        log.warning("no se puede escribir %s (%s): el health check no lo sabrá", LISTO, error)
    try:
        yield
    finally:
        quitar()


def quitar() -> None:
    """Borra el archivo; también al arrancar: un proceso muerto por la fuerza pudo dejarlo."""
    with suppress(OSError):
        LISTO.unlink(missing_ok=True)
