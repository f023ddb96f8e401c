"""La ventana guarda lo publicado que el broker aún no ha confirmado, sin usar red ni reloj."""

from collections.abc import Iterator
from itertools import takewhile

from comun.tarea import Tarea


class Ventana:
    """Una `Ventana` guarda tareas por su delivery_tag y en orden.

    El broker numera lo publicado en un canal desde 1.
    """

    def __init__(self) -> None:
        self._ultimo = 0
        self._en_camino: dict[int, Tarea] = {}

    def __len__(self) -> int:
        return len(self._en_camino)

    def __iter__(self) -> Iterator[Tarea]:
        """Recorre las que siguen en camino, desde la que más tiempo lleva."""
        return iter(self._en_camino.values())

    def anotar(self, tarea: Tarea) -> None:
        """Anota una tarea más en camino."""
        self._ultimo += 1
        self._en_camino[self._ultimo] = tarea

    def responder(self, tag: int, *, multiple: bool) -> list[Tarea]:
        """Saca las tareas con respuesta: la de ese tag o, con `multiple`, todas hasta ella."""
        tags = [*takewhile(lambda suyo: suyo <= tag, self._en_camino)] if multiple else [tag]
        return [self._en_camino.pop(suyo) for suyo in tags]
