"""Este módulo recuerda las historias de una tanda, sin ocupar cada vez más memoria."""

from seguimiento.historia import Historia
from seguimiento.lote import Hecho

TAREAS = 30_000  # historias que se recuerdan


class Historias:
    """Unas `Historias` se buscan por su clave; si no caben más, se olvida antes una acabada."""

    def __init__(self) -> None:
        self.abiertas: dict[str, Historia] = {}
        self.acabadas: dict[str, Historia] = {}
        self.olvidadas = 0  # cuántas ya no cabían

    def buscar(self, clave: str) -> Historia | None:
        """Devuelve una historia; None si no se recuerda."""
        return self.abiertas.get(clave) or self.acabadas.get(clave)

    def sacar(self, clave: str, hecho: Hecho) -> Historia:
        """Saca de aquí la historia de un hecho, o crea una; vuelve al guardarla."""
        historia = self.abiertas.pop(clave, None) or self.acabadas.pop(clave, None)
        historia = historia or Historia(hecho.id, clave[len(hecho.id) + 1 :])
        if hecho.complejidad is not None:
            historia.complejidad = hecho.complejidad
        historia.tipo = hecho.tipo or historia.tipo
        return historia

    def guardar(self, historia: Historia) -> None:
        """Guarda una historia con las abiertas o con las acabadas; si no caben, olvida una."""
        (self.acabadas if historia.acabada else self.abiertas)[historia.clave] = historia
        if len(self.abiertas) + len(self.acabadas) > TAREAS:
            suyas = self.acabadas or self.abiertas
            del suyas[next(iter(suyas))]
            self.olvidadas += 1
