"""Lo que cambia de una ejecución a otra sin importar: se escribe siempre igual."""

import re

TANDA = "7f3a9c"  # el nombre de toda tanda en las imágenes
SEGUNDOS = "5 seconds"


def estable(texto: str, prefijo: str = "") -> str:
    """El texto con los nombres del taller, una tanda fija y los tiempos enteros.

    Solo iguala tiempos y nombres al azar; ninguna línea se quita ni cambia de sitio.
    """
    texto = texto.replace(prefijo, "") if prefijo else texto
    texto = re.sub(r"\b[0-9a-f]{6}-(\d{4})\b", rf"{TANDA}-\1", texto)
    texto = re.sub(r"(completada \S+ · \d+)\.\d s", r"\1.0 s", texto)
    texto = re.sub(r"Up (Less than a second|About a minute|\d+ \w+)", f"Up {SEGUNDOS}", texto)
    texto = re.sub(r"(segundos +)\d+", r"\g<1>15", texto)
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:15672", texto)


def sin_repetir(texto: str) -> str:
    """Lo que haría `uniq`: de cada serie de líneas iguales y seguidas, una."""
    lineas = texto.splitlines()
    distintas = [b for a, b in zip([None, *lineas], lineas, strict=False) if a != b]
    return "\n".join(distintas)


def con(patron: str, texto: str) -> str:
    """Lo que haría `grep`."""
    return "\n".join(linea for linea in texto.splitlines() if re.search(patron, linea))
