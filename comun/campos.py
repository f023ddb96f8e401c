"""Los campos de una tarea: qué es válido en cada uno, y cómo se dice lo que no lo es."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

LARGO_ID = 200  # caracteres
LARGO_TIPO = 200  # bytes en UTF-8; una routing key admite 255
COMPLEJIDAD_MAXIMA = 600  # segundos
DATOS_MAXIMOS = 1_000_000  # bytes en JSON
NIVELES = 50  # de datos, uno dentro de otro
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # y los sustitutos, que no son UTF-8

# Con type() y no isinstance, que tarda más y da true y false por enteros
NUMEROS, IDS = frozenset({int, float}), frozenset({int, str})

ANIDA = f"anida demasiado: más de {NIVELES} niveles"


class TareaInvalida(ValueError):
    """No es una tarea; el texto dice por qué."""


def comprobar_id(suyo: object) -> None:
    """Raises: TareaInvalida."""
    if type(suyo) not in IDS or not 1 <= len(str(suyo)) <= LARGO_ID:
        msg = f"su id no es un entero ni un texto de 1 a {LARGO_ID} caracteres"
        raise TareaInvalida(msg)


def comprobar_complejidad(complejidad: float) -> None:
    """Raises: TareaInvalida; NaN tampoco es válido."""
    if type(complejidad) not in NUMEROS or not 0 <= complejidad <= COMPLEJIDAD_MAXIMA:
        msg = f"su complejidad no es un número de 0 a {COMPLEJIDAD_MAXIMA}"
        raise TareaInvalida(msg)


def comprobar_tipo(tipo: object) -> None:
    """Raises: TareaInvalida."""
    if (
        not isinstance(tipo, str)
        or not tipo
        or CONTROL.search(tipo)
        or len(tipo.encode()) > LARGO_TIPO
    ):
        msg = f"su tipo no es un texto de 1 a {LARGO_TIPO} bytes sin caracteres de control"
        raise TareaInvalida(msg)


def comprobar_datos(datos: object) -> None:
    """Raises: TareaInvalida; ha de caber en JSON, y NaN no es JSON."""
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


def vale(comprobar: Callable[[Any], None], valor: object) -> bool:
    """Si un valor pasa una de las de arriba."""
    try:
        comprobar(valor)
    except TareaInvalida:
        return False
    return True


def timestamp_o_nada(timestamp: object) -> float | None:
    """El que no es válido se pasa por alto: solo informa. Un entero enorme no cabe en un float."""
    if es_numero(timestamp) and abs(timestamp) <= sys.float_info.max:
        return timestamp
    return None


def es_numero(valor: object) -> TypeGuard[float]:
    """Si es un número; true y false no lo son."""
    return isinstance(valor, int | float) and not isinstance(valor, bool)


def _niveles(valor: Any) -> int:  # noqa: ANN401 # cualquier JSON
    """Cuántos hay, uno dentro de otro; sin recursión, y sin pasar mucho del límite."""
    capa, niveles = [valor], 0
    while capa and niveles <= NIVELES:
        niveles += 1
        hijos = [hijo for uno in capa for hijo in _hijos(uno)]
        capa = [hijo for hijo in hijos if isinstance(hijo, Mapping | list | tuple)]
    return niveles


def _hijos(valor: Mapping[Any, Any] | list[Any] | tuple[Any, ...]) -> Any:  # noqa: ANN401
    return valor.values() if isinstance(valor, Mapping) else valor
