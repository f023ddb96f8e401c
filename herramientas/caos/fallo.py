"""Qué es un fallo de la matriz, y qué fila deja en los resultados."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

C = TypeVar("C")  # una Corrida, que a su vez lleva su fallo


@dataclass(frozen=True, slots=True)
class Fallo(Generic[C]):
    """Una fila de la matriz: con qué ajustes se arranca y qué se hace."""

    codigo: str
    que: str
    provoca: Callable[[C], None]  # lo provoca y lo repara
    ajustes: dict[str, str]  # variables de entorno del compose
    modo: str = "work_queue"
    trabajo: str = ""  # otro procesar.py, de trabajos/
    arranca: bool = True  # False: lo arranca `provoca`, a su manera
    repetidas: int | None = 0  # cuántas se admiten; None = no hay tope (y en la tabla, por qué)
    recuperacion: float | None = 3.0  # s que se admiten; None = no hay de qué recuperarse

    @property
    def nombre(self) -> str:
        """El código y, si no es el modo habitual, el modo: `F9 pub_sub`."""
        return self.codigo if self.modo == "work_queue" else f"{self.codigo} {self.modo}"


@dataclass(slots=True, kw_only=True)
class Fila:
    """Las cuentas de una corrida. En pub_sub, hechas y perdidas son copias."""

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
        """`bien`, o lo que no salió."""
        return f"MAL: {'; '.join(self.reparos)}" if self.reparos else "bien"
