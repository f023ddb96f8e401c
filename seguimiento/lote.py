"""Este módulo lee los lotes, los mensajes del diario que escribe comun/servicio/diario.py."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from comun.verbo import Verbo

FIN = 1e11  # s, año 5138; con instantes más absurdos, una resta puede dar infinito
LARGO = 200  # caracteres de un texto ajeno: lo que admite el id de una tarea
MUCHOS = 2**53  # a partir de ahí, JavaScript no distingue un entero del siguiente


class LoteInvalido(ValueError):
    """El mensaje no es un lote: cualquier cliente con permiso puede escribir en el exchange."""


@dataclass(frozen=True, slots=True)
class Hecho:
    """Un `Hecho` es algo que le pasó a una tarea, según el proceso que lo dice."""

    verbo: Verbo
    id: str
    instante: float  # época Unix, según el reloj de quien lo dice
    complejidad: float | None = None
    intento: int = 1
    segundos: float | None = None  # lo que duró el trabajo
    motivo: str = ""
    tipo: str = ""
    copia: str = ""  # la cola de la copia, cuando la tarea fue a varias

    @property
    def clave(self) -> str:
        """Devuelve la clave de la historia a la que pertenece."""
        return clave_de(self.id, self.copia)

    @classmethod
    def de(cls, dicho: dict[str, Any]) -> Self:
        """Lee un elemento de `detalles`."""
        verbo, tarea = Verbo(dicho["que"]), _texto(dicho["id"])
        if not tarea and verbo is not Verbo.LISTA:
            raise ValueError(dicho)
        return cls(
            verbo=verbo,
            id=tarea,
            instante=_numero(dicho["instante"], FIN),
            complejidad=_quiza(dicho.get("complejidad")),
            intento=_entero(dicho.get("intento", 1)),
            segundos=_quiza(dicho.get("segundos")),
            motivo=_texto(dicho.get("motivo", "")),
            tipo=_texto(dicho.get("tipo", "")),
            copia=_texto(dicho.get("copia", "")),
        )


@dataclass(frozen=True, slots=True)
class Lote:
    """Un `Lote` es lo que un proceso escribe de una vez; cada proceso numera los suyos desde 1.

    `totales` son los de toda la vida del proceso: lo que no quepa en detalle está contado igual.
    """

    proceso: str  # worker1.7f3a9c: el nombre, y una parte que cambia en cada arranque
    numero: int
    modo: str
    instante: float
    totales: Mapping[Verbo, int]
    hechos: tuple[Hecho, ...]
    fin: bool  # es el último del proceso: se paró
    offset: int = 0  # en qué posición del stream está

    @property
    def nombre(self) -> str:
        """Devuelve el nombre del servicio: worker1."""
        return nombre_de(self.proceso)

    @classmethod
    def de_json(cls, cuerpo: bytes, offset: int = 0) -> Self:
        """Lee un mensaje del diario.

        Raises:
            LoteInvalido: el mensaje no es un lote.
        """
        try:
            dicho = json.loads(cuerpo)
            return cls(
                proceso=_texto(dicho["proceso"]),
                numero=_entero(dicho["numero"]),
                modo=_texto(dicho["modo"]),
                instante=_numero(dicho["instante"], FIN),
                totales={Verbo(verbo): _entero(total) for verbo, total in dicho["totales"].items()},
                hechos=tuple(Hecho.de(hecho) for hecho in dicho["detalles"]),
                fin=dicho.get("fin") is True,
                offset=offset,
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise LoteInvalido from error


def clave_de(tarea: str, copia: str) -> str:
    """Devuelve la clave de una historia: el id de la tarea y, si es de una copia, su cola."""
    return f"{tarea}@{copia}" if copia else tarea


def nombre_de(proceso: str) -> str:
    """Devuelve el nombre del servicio: worker1, si el proceso es worker1.7f3a9c."""
    return proceso.rpartition(".")[0] or proceso


def _texto(valor: object) -> str:
    """Quita los sustitutos UTF-16 sueltos, que ni la página ni Prometheus saben leer."""
    return str(valor)[:LARGO].encode(errors="replace").decode()


def _entero(valor: object) -> int:
    if not isinstance(valor, int):
        raise TypeError(valor)
    return int(_numero(valor))


def _quiza(valor: object) -> float | None:
    return None if valor is None else _numero(valor)


def _numero(valor: object, tope: float = MUCHOS) -> float:
    """Comprueba un número: un NaN pasaría a las cuentas y a la página, que no lo sabe leer."""
    if not isinstance(valor, int | float) or isinstance(valor, bool) or not 0 <= valor < tope:
        raise ValueError(valor)
    return float(valor)
