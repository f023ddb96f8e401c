"""La tarea: lo que viaja en cada mensaje, ida y vuelta a JSON."""

import json
import math
import time
from dataclasses import dataclass, field
from typing import Any, Self, TypeGuard

LARGO_ID = 200  # caracteres
COMPLEJIDAD_MAXIMA = 600  # segundos


class TareaInvalida(ValueError):
    """El mensaje no es una tarea; el texto dice por qué."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tarea:
    """Un encargo para un worker."""

    id: int | str
    complejidad: float  # segundos de trabajo, de 0 a 600
    timestamp: float | None = field(default_factory=time.time)  # época Unix; None = no se sabe

    @property
    def numero(self) -> int | str:
        """El número dentro de su tanda (`7f3a9c-0003` → 3); si el id es de otra forma, el id."""
        ultimo = str(self.id).rpartition("-")[2]
        return int(ultimo) if ultimo.isascii() and ultimo.isdigit() else self.id

    def a_json(self) -> bytes:
        """El cuerpo del mensaje: JSON en ASCII."""
        campos = {"id": self.id, "complejidad": self.complejidad, "timestamp": self.timestamp}
        return json.dumps(campos).encode()

    @classmethod
    def de_json(cls, cuerpo: bytes) -> Self:
        """Lee una tarea de la forma `{"id": …, "complejidad": …, "timestamp": …}`.

        La puede mandar cualquier cliente AMQP: los campos de más se pasan por alto, y un
        `timestamp` que falta o no vale cuenta como desconocido.

        Raises:
            TareaInvalida: si `cuerpo` no es UTF-8, no es JSON, no es un objeto, o su `id` o su
                `complejidad` no son lo que deben.
        """
        objeto = _objeto(cuerpo)
        return cls(
            id=_id(objeto.get("id")),
            complejidad=_complejidad(objeto.get("complejidad")),
            timestamp=_instante(objeto.get("timestamp")),
        )


def _objeto(cuerpo: bytes) -> dict[str, Any]:
    if not cuerpo:
        msg = "el mensaje está vacío"
        raise TareaInvalida(msg)
    try:
        valor = json.loads(cuerpo.decode())  # decode aparte: json.loads aceptaría también UTF-16
    except UnicodeDecodeError as error:
        msg = "no es texto UTF-8"
        raise TareaInvalida(msg) from error
    except (ValueError, RecursionError) as error:  # también números de miles de cifras
        msg = "no es JSON"
        raise TareaInvalida(msg) from error
    if not isinstance(valor, dict):
        msg = "es JSON, pero no un objeto"
        raise TareaInvalida(msg)
    return valor


def _id(valor: object) -> int | str:
    if valor is None:
        msg = "le falta el id"
        raise TareaInvalida(msg)
    if (
        isinstance(valor, bool)
        or not isinstance(valor, int | str)
        or not 1 <= len(str(valor)) <= LARGO_ID
    ):
        msg = f"su id no es un entero ni un texto de 1 a {LARGO_ID} caracteres"
        raise TareaInvalida(msg)
    return valor


def _complejidad(valor: object) -> float:
    if valor is None:
        msg = "le falta la complejidad"
        raise TareaInvalida(msg)
    if not _es_numero(valor) or not 0 <= valor <= COMPLEJIDAD_MAXIMA:  # NaN tampoco pasa
        msg = f"su complejidad no es un número de 0 a {COMPLEJIDAD_MAXIMA}"
        raise TareaInvalida(msg)
    return valor


def _instante(valor: object) -> float | None:
    try:
        return valor if _es_numero(valor) and math.isfinite(valor) else None
    except OverflowError:  # un entero que no cabe en un float
        return None


def _es_numero(valor: object) -> TypeGuard[float]:
    return isinstance(valor, int | float) and not isinstance(valor, bool)
