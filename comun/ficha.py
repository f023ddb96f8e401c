"""Lo que el reductor recuerda de cada tarea, de cada worker y de lo que espera, con límite."""

from collections import Counter
from dataclasses import dataclass, field

ENTREGAS = 12  # por tarea
FILA = 10_000  # tareas que esperan y se recuerdan por su id; las demás solo se cuentan


@dataclass(slots=True)
class Entrega:
    """Una vez que el broker dio la tarea a un worker, y cómo acabó."""

    quien: str
    intento: int
    desde: float  # época Unix
    fin: str = "en_mano"  # o completada, fallida, descartada, perdida


@dataclass(slots=True)
class Ficha:
    """Una tarea y su recorrido."""

    id: str
    complejidad: float | None = None
    enviada: float | None = None  # época Unix; None = no se vio
    sin_entrega: str = "espera"  # o devuelta, o sin_ver: acabó, pero no se vio cómo
    espera: float | None = None  # s, de enviada a su primera entrega
    segundos: float | None = None  # s, lo que duró el último trabajo
    motivo: str = ""
    entregas: list[Entrega] = field(default_factory=list)

    @property
    def intento(self) -> int:
        """El mayor que se ha visto; 0 = sin entregar."""
        return max((e.intento for e in self.entregas), default=0)

    @property
    def situacion(self) -> str:
        """Cómo está: lo que diga su última entrega; en_mano manda."""
        if not self.entregas:
            return self.sin_entrega
        if any(e.fin == "en_mano" for e in self.entregas):
            return "en_mano"
        return self.entregas[-1].fin

    def de(self, quien: str) -> Entrega | None:
        """La última entrega a ese worker."""
        return next((e for e in reversed(self.entregas) if e.quien == quien), None)

    def entregar(self, quien: str, intento: int, desde: float) -> None:
        """Anota una entrega más."""
        self.entregas.append(Entrega(quien, intento, desde))
        del self.entregas[:-ENTREGAS]


@dataclass(slots=True)
class Espera:
    """Una tarea que espera: desde cuándo, de qué tamaño y tras cuántos intentos."""

    desde: float
    complejidad: float | None = None
    intento: int = 0


@dataclass(slots=True)
class Fila:
    """Tareas que esperan, en orden."""

    ids: dict[str, Espera] = field(default_factory=dict)
    demas: int = 0  # las que ya no cabían

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

    def vaciar(self) -> None:
        """Ya no espera ninguna."""
        self.ids.clear()
        self.demas = 0


@dataclass(slots=True)
class Trabajador:
    """Lo que se sabe de un worker."""

    visto: float = 0.0  # época Unix de su último evento
    en_mano: str = ""  # id de la tarea que hace; vacío = libre
    desde: float = 0.0  # época Unix; cuándo la recibió
    complejidad: float | None = None
    intento: int = 1
    dudoso: bool = False  # su tarea se entregó a otro y no ha vuelto a decir nada
    completadas: int = 0
    fallidas: int = 0
    copias: Fila = field(default_factory=Fila)  # las suyas que aún no ha empezado, con copias


@dataclass(slots=True)
class Fuente:
    """Un proceso que cuenta cosas: cuántas dice que lleva y cuántas se le han visto."""

    arranque: float = 0.0
    visto: float = 0.0
    base: Counter[str] = field(default_factory=Counter)  # lo anterior a que se mirara
    vistos: Counter[str] = field(default_factory=Counter)
