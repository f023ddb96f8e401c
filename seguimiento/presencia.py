"""Este módulo dice qué procesos viven, según las conexiones que el broker tiene abiertas."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from seguimiento.libro import Libro

AUSENTE = 0.9  # s sin conexión y sin escribir en el diario: el proceso ya no está


@dataclass(frozen=True, slots=True)
class Ausencia:
    """Una `Ausencia` dice desde cuándo falta la conexión de un proceso."""

    desde: float  # época Unix
    orden: int  # su Proceso.orden en ese momento: si cambia, ha escrito después


class Presencia:
    """La `Presencia` recuerda qué conexiones se han visto y cuáles faltan.

    Vive quien tiene abierta la conexión de sus tareas y no se ha despedido.
    """

    def __init__(self, libro: Libro) -> None:
        self._libro = libro
        self._ausencias: dict[str, Ausencia] = {}  # por proceso
        self._conectados: set[str] = set()  # los procesos cuya conexión se ha visto alguna vez
        self._mirado = 0.0  # época Unix: la última vez que el broker dijo sus conexiones

    def anotar(self, vistos: AbstractSet[str], ahora: float) -> None:
        """Anota qué procesos del diario tienen ahora su conexión, y cuáles no."""
        procesos = self._libro.procesos
        self._mirado = ahora
        self._conectados = (self._conectados | vistos) & procesos.keys()
        nuevas = {p: Ausencia(ahora, procesos[p].orden) for p in procesos.keys() - vistos}
        self._ausencias = {p: self._sigue(p, nueva) for p, nueva in nuevas.items()}

    def _sigue(self, proceso: str, nueva: Ausencia) -> Ausencia:
        """Devuelve la ausencia que ya tenía, si no ha escrito nada desde ella; si no, la nueva."""
        antes = self._ausencias.get(proceso, nueva)
        return antes if antes.orden == nueva.orden else nueva

    def ausente(self, proceso: str) -> bool:
        """Dice si hace AUSENTE segundos que el proceso no tiene conexión."""
        ausencia = self._ausencias.get(proceso)
        return ausencia is not None and self._mirado - ausencia.desde >= AUSENTE

    def murio(self, proceso: str) -> float:
        """Devuelve cuándo se notó que faltaba, en época Unix.

        Si nunca se vio su conexión, devuelve cuándo escribió por última vez.
        """
        visto = self._libro.procesos[proceso].visto
        return self._ausencias[proceso].desde if proceso in self._conectados else visto

    def vivo(self, proceso: str) -> bool:
        """Dice si el proceso se conoce, no se ha despedido y no le falta la conexión."""
        datos = self._libro.procesos.get(proceso)
        return datos is not None and not datos.fin and not self.ausente(proceso)

    def en_la_tanda(self, proceso: str) -> bool:
        """Dice si vive, o si se le vio morir durante la tanda."""
        visto_morir = proceso in self._conectados and self.ausente(proceso)
        en_ella = visto_morir and self.murio(proceso) >= self._libro.desde
        return self.vivo(proceso) or en_ella
