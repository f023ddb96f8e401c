"""Qué es un fallo de la matriz: con qué se arranca, qué se hace y qué se le admite."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fallo:
    """Una fila de la matriz."""

    codigo: str
    que: str
    provoca: Callable[[Any], bool | None]  # y repara, en una Corrida; False: no dio con una tarea
    ajustes: dict[str, str]  # variables de entorno del compose; con TRABAJO, otro procesar.py
    repetidas: int | None = 0  # cuántas se admiten; None = no hay tope (y en la tabla, por qué)
    recuperacion: float | None = 3.0  # s que se admiten; None = no hay de qué recuperarse
    arranca: bool = True  # False: lo arranca `provoca`, a su manera

    @property
    def modo(self) -> str:
        """El que se prueba."""
        return self.ajustes.get("MODO", "work_queue")

    @property
    def nombre(self) -> str:
        """El código y, si no es el modo habitual, el modo: `F9 pub_sub`."""
        return self.codigo if self.modo == "work_queue" else f"{self.codigo} {self.modo}"
