"""Este módulo dice qué es válido en cada campo de una tarea, y cómo se rechaza lo que no lo es."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

LARGO_ID = 200  # caracteres
LARGO_TIPO = 200  # bytes en UTF-8; una routing key admite 255
COMPLEJIDAD_MAXIMA = 600  # segundos
DATOS_MAXIMOS = 1_000_000  # bytes en JSON
NIVELES = 50  # de objetos y listas de `datos`, uno dentro de otro
# También los sustitutos (de \ud800 a \udfff), que no se pueden escribir en UTF-8
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

# Se mira type(valor), porque isinstance tarda más y da true y false por enteros
NUMEROS, IDS = frozenset({int, float}), frozenset({int, str})

ANIDA = f"anida demasiado: más de {NIVELES} niveles"


class TareaInvalida(ValueError):
    """Este error dice en su texto por qué algo no es una tarea."""


def comprobar_id(suyo: object) -> None:
    """Lanza TareaInvalida si el id no es un entero ni un texto de 1 a 200 caracteres."""
    if type(suyo) not in IDS or not 1 <= len(str(suyo)) <= LARGO_ID:
        msg = f"su id no es un entero ni un texto de 1 a {LARGO_ID} caracteres"
        raise TareaInvalida(msg)


def comprobar_complejidad(complejidad: float) -> None:
    """Lanza TareaInvalida si la complejidad no es un número de 0 a 600 s; NaN tampoco es válido."""
    if type(complejidad) not in NUMEROS or not 0 <= complejidad <= COMPLEJIDAD_MAXIMA:
        msg = f"su complejidad no es un número de 0 a {COMPLEJIDAD_MAXIMA}"
        raise TareaInvalida(msg)


def comprobar_tipo(tipo: object) -> None:
    """Lanza TareaInvalida si el tipo no es un texto de 1 a 200 bytes sin caracteres de control."""
    if (
        not isinstance(tipo, str)
        or not tipo
        or CONTROL.search(tipo)
        or len(tipo.encode()) > LARGO_TIPO
    ):
        msg = f"su tipo no es un texto de 1 a {LARGO_TIPO} bytes sin caracteres de control"
        raise TareaInvalida(msg)


def comprobar_datos(datos: object) -> None:
    """Lanza TareaInvalida si no son un objeto JSON de hasta 1 MB y 50 niveles; NaN no es JSON."""
    if not isinstance(datos, Mapping):
        msg = "sus datos no son un objeto"
        raise TareaInvalida(msg)
    if _niveles(datos) > NIVELES:
        raise TareaInvalida(ANIDA)
    try:
        largo = len(json.dumps(datos, allow_nan=False))
    except (ValueError, TypeError) as error:
        msg = f"sus datos no caben en JSON ({error})"
        raise TareaInvalida(msg) from error
    if largo > DATOS_MAXIMOS:
        msg = f"sus datos ocupan {largo} bytes en JSON, y caben {DATOS_MAXIMOS}"
        raise TareaInvalida(msg)


def es_valido(comprobar: Callable[[Any], None], valor: object) -> bool:
    """Dice si un valor pasa `comprobar`, que es una de las cuatro funciones anteriores."""
    try:
        comprobar(valor)
    except TareaInvalida:
        return False
    return True


def timestamp_o_nada(timestamp: object) -> float | None:
    """Devuelve el timestamp, o None si no es válido: solo informa, y no invalida la tarea."""
    # Un entero enorme no cabe en un float
    if es_numero(timestamp) and abs(timestamp) <= sys.float_info.max:
        return timestamp
    return None


def es_numero(valor: object) -> TypeGuard[float]:
    """Dice si un valor es un número; true y false no lo son."""
    return isinstance(valor, int | float) and not isinstance(valor, bool)


def _niveles(valor: Any) -> int:  # noqa: ANN401 # cualquier JSON
    """Cuenta cuántos niveles hay, uno dentro de otro, sin recursión; al pasar de 50 se detiene."""
    capa, niveles = [valor], 0
    while capa and niveles <= NIVELES:
        niveles += 1
        hijos = [hijo for uno in capa for hijo in _hijos(uno)]
        capa = [hijo for hijo in hijos if isinstance(hijo, Mapping | list | tuple)]
    return niveles


def _hijos(valor: Mapping[Any, Any] | list[Any] | tuple[Any, ...]) -> Any:  # noqa: ANN401
    return valor.values() if isinstance(valor, Mapping) else valor
