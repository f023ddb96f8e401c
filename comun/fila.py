"""Lo que espera su turno, en orden y con límite."""

from collections import deque
from dataclasses import dataclass, field
from itertools import takewhile

FILA = 10_000  # tareas que se recuerdan por su id; las demás solo se cuentan
ORDEN = 16  # salidas entre las que el orden no es seguro: las cuentan workers distintos


@dataclass(slots=True)
class Espera:
    """Una tarea que espera: desde cuándo, de qué tamaño y tras cuántos intentos."""

    desde: float  # época Unix
    complejidad: float | None = None
    intento: int = 0


@dataclass(slots=True)
class Fila:
    """Tareas que esperan, en orden de llegada."""

    ids: dict[str, Espera] = field(default_factory=dict)
    demas: int = 0  # las que ya no cabían
    _salidas: deque[float] = field(default_factory=lambda: deque(maxlen=ORDEN))

    def __len__(self) -> int:
        return len(self.ids) + self.demas

    def poner(self, tarea: str, espera: Espera) -> None:
        """Al final; si ya no caben más, solo se cuenta."""
        if len(self.ids) < FILA:
            self.ids[tarea] = espera
        else:
            self.demas += 1

    def quitar(self, tarea: str, *, con_las_anteriores: bool = False) -> Espera | None:
        """La saca, esté donde esté; None si no se recordaba.

        En una cola de un solo consumidor, las anteriores salieron antes, aunque no se viera.
        """
        if con_las_anteriores and tarea in self.ids:
            while (primera := next(iter(self.ids))) != tarea:
                del self.ids[primera]
        if (espera := self.ids.pop(tarea, None)) is None and self.demas:
            self.demas -= 1
        return espera

    def rezagadas(self, salida: Espera) -> list[str]:
        """Acaba de salir una: las que llegaron bastante antes ya salieron, aunque no se viera.

        Una cola sale en orden; el broker se reinició entretanto y no se oyó su `recibida`.
        """
        self._salidas.append(salida.desde)
        corte = min(self._salidas) if len(self._salidas) == ORDEN else 0.0
        return list(takewhile(lambda tarea: self.ids[tarea].desde < corte, self.ids))

    def vaciar(self) -> None:
        """Ya no espera ninguna."""
        self.ids.clear()
        self.demas = 0
