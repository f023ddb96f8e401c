"""Otro `procesar`: con la tarea más larga que se admite ocupa más memoria de la que hay."""

import time

from comun.campos import COMPLEJIDAD_MAXIMA

GIGA = 2**30


def procesar(tarea):
    if tarea.complejidad == COMPLEJIDAD_MAXIMA:
        msg = f"caben {len(b'x' * GIGA)} bytes: nadie limita la memoria"
        raise MemoryError(msg)
    time.sleep(tarea.complejidad)
