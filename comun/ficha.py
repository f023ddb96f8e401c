"""Las fichas: lo que se recuerda de cada tarea y de quién la ha tenido, con límite."""

from bisect import insort
from collections import UserDict
from dataclasses import dataclass, field

from comun.evento import Evento

ENTREGAS = 12  # por tarea
FICHAS = 300


@dataclass(slots=True)
class Entrega:
    """Una vez que el broker dio la tarea a un worker, y cómo acabó."""

    quien: str
    intento: int
    desde: float  # época Unix
    fin: str = "en_mano"  # o completada, sin_ack, fallida, descartada, perdida, sin_ver


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

    def entregar(self, quien: str, intento: int, desde: float) -> Entrega:
        """Anota una entrega más, en su orden, y la devuelve."""
        entrega = Entrega(quien, intento, desde)
        insort(self.entregas, entrega, key=lambda e: e.desde)
        del self.entregas[:-ENTREGAS]
        return entrega


class Fichas(UserDict[str, Ficha]):
    """Las de las últimas tareas, por id; la última que cambió, al final."""

    def __init__(self) -> None:
        super().__init__()
        self.cambiadas: dict[str, None] = {}  # ids, en orden; las vacía quien las enseña

    def de(self, evento: Evento) -> Ficha:
        """La de su tarea, aunque sea nueva, lista para cambiarla."""
        ficha = self.pop(evento.id) if evento.id in self else Ficha(evento.id)
        self[evento.id] = ficha
        self.cambiadas[evento.id] = None
        if evento.complejidad is not None:
            ficha.complejidad = evento.complejidad
        if len(self) > FICHAS:
            vieja = next(iter(self))
            del self[vieja]
            self.cambiadas.pop(vieja, None)
        return ficha

    def cerrar(self, tarea: str, fin: str, worker: str = "") -> None:
        """Se supo por otro lado que ya no espera o, con `worker`, que ya no está en sus manos."""
        if not (ficha := self.get(tarea)):
            return
        if not worker:
            ficha.sin_entrega = fin
        elif entrega := ficha.de(worker):
            entrega.fin = fin
        self.cambiadas[tarea] = None
