"""Un fallo dice con qué se arranca, qué se hace y qué se admite; su fila, qué resultó."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fallo:
    """Es un caso de la matriz."""

    codigo: str
    que: str
    provoca: Callable[[Any], bool | None]  # en una Corrida, y repara; False si el golpe no dio
    ajustes: dict[str, str]  # variables de entorno del compose; con TRABAJO, otro `procesar`
    repetidas: int | None = 0  # cuántas se admiten; None = no hay tope (y en la tabla, por qué)
    recuperacion: float | None = 3.0  # s que se admiten; None = no hay de qué recuperarse
    arranca: bool = True  # False: lo arranca `provoca`, a su manera

    @property
    def modo(self) -> str:
        """Dice en qué modo se prueba."""
        return self.ajustes.get("MODO", "work_queue")

    @property
    def nombre(self) -> str:
        """Junta al código el modo, si no es el habitual: `F9 pub_sub`."""
        return self.codigo if self.modo == "work_queue" else f"{self.codigo} {self.modo}"


@dataclass(slots=True, kw_only=True)
class Fila:
    """Lleva las cuentas de una corrida. En pub_sub, hechas y perdidas son copias."""

    fallo: str
    que: str
    pedidas: int = 0  # TAREAS; 0 = hasta que se para al productor
    enviadas: int = 0
    devueltas: int = 0
    dudosas: int = 0  # publicadas sin que se supiera si llegaron, y no se repiten
    hechas: int = 0
    fallidas: int = 0
    repetidas: int = 0
    perdidas: int = 0
    permitidas: int = 0  # de las perdidas, las que la garantía de pub_sub admite
    inesperadas: int = 0
    en_duda: int = 0  # hechas, de un productor que murió sin saber si habían llegado
    deteccion: float | None = None  # s
    recuperacion: float | None = None  # s
    reparos: list[str] = field(default_factory=list)  # lo que no salió como debía
    notas: list[str] = field(default_factory=list)

    @property
    def resultado(self) -> str:
        """Dice `bien`, o lo que no salió."""
        return f"MAL: {'; '.join(self.reparos)}" if self.reparos else "bien"

    def celdas(self) -> dict[str, str]:
        """Da los textos de la tabla, cada uno con el nombre de su columna."""
        permitidas = " (permitidas)" if self.permitidas else ""
        return {
            "fallo": f"{self.fallo}: {self.que}",
            "pedidas": str(self.pedidas or "–"),
            "enviadas S": str(self.enviadas),
            "devueltas": str(self.devueltas),
            "dudosas": str(self.dudosas),
            "hechas D": str(self.hechas),
            "fallidas X": str(self.fallidas),
            "repetidas U": str(self.repetidas),
            "perdidas L": str(self.perdidas),
            "inesperadas": str(self.inesperadas),
            "en duda": str(self.en_duda),
            "detección s": _segundos(self.deteccion),
            "recuperación s": _segundos(self.recuperacion),
            "resultado": self.resultado.partition("\n")[0] + permitidas,
        }


def _segundos(cuantos: float | None) -> str:
    return "–" if cuantos is None else f"{cuantos:.1f}"


COLUMNAS = tuple(Fila(fallo="", que="").celdas())
