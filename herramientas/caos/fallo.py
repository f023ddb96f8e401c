"""Un fallo de la matriz dice con qué se arranca, qué se hace y qué se admite."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fallo:
    """Es una fila de la matriz."""

    codigo: str
    que: str
    provoca: Callable[[Any], bool | None]  # en una Corrida, y repara; False si el golpe no dio
    ajustes: dict[str, str]  # variables de entorno del compose; con TRABAJO, otro procesar.py
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
