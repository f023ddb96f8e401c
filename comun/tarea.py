"""La tarea: lo que viaja en cada mensaje, ida y vuelta a JSON."""

import json
import sys
import time
from dataclasses import dataclass, field
from typing import Self, TypeGuard

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
        """Lee una tarea, quizá de otro cliente AMQP: los campos de más se pasan por alto.

        Raises:
            TareaInvalida: no es un objeto JSON, o su `id` o su `complejidad` no son lo que deben.
        """
        _exige(cuerpo, "el mensaje está vacío")
        try:
            dicho = json.loads(cuerpo.decode())  # json.loads solo aceptaría también UTF-16
        except (ValueError, RecursionError) as error:  # también números de miles de cifras
            codificado = not isinstance(error, UnicodeDecodeError)
            raise TareaInvalida("no es JSON" if codificado else "no es texto UTF-8") from error
        _exige(isinstance(dicho, dict), "es JSON, pero no un objeto")
        suyo, complejidad, timestamp = map(dicho.get, ("id", "complejidad", "timestamp"))
        _exige(suyo is not None, "le falta el id")
        _exige(
            isinstance(suyo, int | str)
            and suyo is not True
            and suyo is not False
            and 1 <= len(str(suyo)) <= LARGO_ID,
            f"su id no es un entero ni un texto de 1 a {LARGO_ID} caracteres",
        )
        _exige(complejidad is not None, "le falta la complejidad")
        _exige(
            _es_numero(complejidad) and 0 <= complejidad <= COMPLEJIDAD_MAXIMA,  # NaN tampoco pasa
            f"su complejidad no es un número de 0 a {COMPLEJIDAD_MAXIMA}",
        )
        # Un entero enorme no cabe en un float
        vale = _es_numero(timestamp) and abs(timestamp) <= sys.float_info.max
        return cls(id=suyo, complejidad=complejidad, timestamp=timestamp if vale else None)


def _exige(vale: object, motivo: str) -> None:
    if not vale:
        raise TareaInvalida(motivo)


def _es_numero(valor: object) -> TypeGuard[float]:
    return isinstance(valor, int | float) and not isinstance(valor, bool)
