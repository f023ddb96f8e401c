"""La ventana: lo publicado que el broker aún no ha confirmado. Solo cuentas, sin red ni reloj."""

from collections.abc import Iterator
from itertools import takewhile

from comun.tarea import Tarea


class Ventana:
    """Por delivery_tag y en orden: el broker numera lo publicado en un canal desde 1."""

    def __init__(self) -> None:
        self._ultimo = 0
        self._en_camino: dict[int, Tarea] = {}

    def __len__(self) -> int:
        return len(self._en_camino)

    def __iter__(self) -> Iterator[Tarea]:
        """Las que siguen en camino; la que más lleva, la primera."""
        return iter(self._en_camino.values())

    def publicar(self, tarea: Tarea) -> None:
        """Una más en camino."""
        self._ultimo += 1
        self._en_camino[self._ultimo] = tarea

    def responder(self, tag: int, *, multiple: bool) -> list[Tarea]:
        """De cuáles responde el broker: la de ese tag o, con `multiple`, todas hasta ella."""
        tags = [*takewhile(lambda suyo: suyo <= tag, self._en_camino)] if multiple else [tag]
        return [self._en_camino.pop(suyo) for suyo in tags]
