"""Estas funciones escriben siempre igual lo que cambia de una ejecución a otra sin importar."""

import re
from itertools import groupby

TANDA = "7f3a9c"  # el nombre de toda tanda en las imágenes


def estable(texto: str, prefijo: str) -> str:
    """Devuelve el texto con los nombres del taller, una tanda fija y los tiempos enteros.

    Solo iguala tiempos y nombres al azar; ninguna línea se quita ni cambia de sitio.
    """
    texto = texto.replace(prefijo, "")
    texto = re.sub(r"\b[0-9a-f]{6}-(\d{4})\b", rf"{TANDA}-\1", texto)
    texto = re.sub(r"(completada \S+ · \d+)\.\d s", r"\1.0 s", texto)
    texto = re.sub(r"Up (Less than a second|About a minute|\d+ \w+)", "Up 5 seconds", texto)
    texto = re.sub(r"(segundos +)\d+", r"\g<1>15", texto)
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:15672", texto)


def sin_repetir(texto: str) -> str:
    """Hace lo que `uniq`: de cada serie de líneas iguales y seguidas, deja una."""
    return "\n".join(linea for linea, _ in groupby(texto.splitlines()))


def con(patron: str, texto: str) -> str:
    """Hace lo que `grep`: deja las líneas en que está el patrón."""
    return "\n".join(linea for linea in texto.splitlines() if re.search(patron, linea))
