"""El panorama: el diario y lo que dice el broker, juntos; todo lo que sabe quien mira."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from comun.verbo import PRODUCTOR, Verbo
from seguimiento.foto import Foto
from seguimiento.historia import Entrega, Historia
from seguimiento.libro import Libro
from seguimiento.proceso import Proceso

Falta = tuple[int, int] | tuple[None, None]  # perdidas y sin noticia; None, no se sabe
# Esperan, en proceso y en pausa; None, no se sabe
Pendientes = tuple[int | None, int | None, int | None]

AUSENTE = 0.9  # s sin su conexión ni nada suyo en el diario: ya no está
CALMA = 2.9  # s sin que cambie nada; los números del broker van hasta 2 s por detrás
GRACIA = 2.0  # s tras lo último que escribió en que un muerto pudo vivir


@dataclass(frozen=True, slots=True)
class Ausencia:
    """Alguien cuya conexión no está."""

    desde: float  # época Unix
    orden: int  # por dónde iba lo suyo del diario


@dataclass(slots=True)
class Worker:
    """Con dos procesos vivos del mismo nombre, cada uno es un worker."""

    nombre: str
    proceso: str  # el de ahora
    suyo: Proceso
    muerto: bool  # se fue sin despedirse
    hechas: Counter[Verbo]  # también las de los procesos que hubo antes con su nombre

    @property
    def fuera(self) -> bool:
        """Si ya no está: murió, o se despidió."""
        return self.muerto or self.suyo.fin


class Panorama(ABC):
    """Vive quien tiene abierta la conexión de sus tareas y no se ha despedido.

    Lo abstracto depende de cómo se reparten las tareas: está en familias.py.
    """

    def __init__(self, libro: Libro) -> None:
        self.libro = libro
        self.foto = Foto()
        self.perdidas: int | None = None  # lo enviado que no está en ningún sitio; None, no se sabe
        self.sin_noticia: int | None = None  # lo que tenía un muerto: quizá acabó alguna
        self._ausencias: dict[str, Ausencia] = {}  # por proceso
        self._conectados: set[str] = set()  # los que se han visto alguna vez
        self._muertos: set[str] = set()  # nombres, la última vez que se preguntó por las novedades
        self._antes: object = None
        self._mirado = self._cambio = 0.0  # época Unix: la última foto, y desde cuándo son iguales

    def mirar(self, foto: Foto | None, ahora: float) -> None:
        """Una foto más, o None si el broker no contesta: entonces nada nuevo se sabe."""
        procesos = self.libro.procesos
        self.foto = foto or replace(self.foto, contesta=False)
        vistos = self.foto.conexiones & procesos.keys()
        if foto:
            self._mirado = ahora
            self._conectados = (self._conectados | vistos) & procesos.keys()
            nuevas = {p: Ausencia(ahora, procesos[p].orden) for p in procesos.keys() - vistos}
            self._ausencias = {p: self._sigue(p, nueva) for p, nueva in nuevas.items()}
        esta = (
            self.foto.colas,
            self.foto.exchange,
            self.foto.muertas,
            vistos,
            Counter(self.libro.sumas),
        )
        if esta != self._antes or not foto or foto.alarma:
            self._antes, self._cambio = esta, ahora
        self.perdidas, self.sin_noticia = self.falta()

    def _sigue(self, proceso: str, nueva: Ausencia) -> Ausencia:
        """La de antes, si desde entonces no ha escrito nada."""
        antes = self._ausencias.get(proceso, nueva)
        return antes if antes.orden == nueva.orden else nueva

    @property
    def calma(self) -> bool:
        """Si hace un rato que no cambia nada."""
        return self._mirado - self._cambio >= CALMA

    def ausente(self, proceso: str) -> bool:
        """Si hace un rato que no tiene conexión."""
        ausencia = self._ausencias.get(proceso)
        return ausencia is not None and self._mirado - ausencia.desde >= AUSENTE

    def murio(self, proceso: str) -> float:
        """Época Unix: cuándo se le echó en falta o, si nunca se le vio, lo último que escribió."""
        visto = self.libro.procesos[proceso].visto
        return self._ausencias[proceso].desde if proceso in self._conectados else visto

    def vivo(self, proceso: str) -> bool:
        """Si ni se despidió ni le falta la conexión."""
        suyo = self.libro.procesos.get(proceso)
        return suyo is not None and not suyo.fin and not self.ausente(proceso)

    def copias(self, proceso: str) -> Collection[str]:
        """Las que le esperan o, si ya no está, las que le esperaban."""
        suyo = self.libro.procesos[proceso]
        if not self.ausente(proceso):
            return suyo.copias.keys()
        historia = self.libro.historia(suyo.en_mano.tarea) if suyo.en_mano else None
        ocupado = (historia.complejidad or 0.0) if historia else 0.0
        hasta = suyo.visto + ocupado + GRACIA
        return [tarea for tarea, (_, enviada) in suyo.copias.items() if enviada <= hasta]

    def _esta(self, proceso: str) -> bool:
        """Si vive, o murió durante la tanda a la vista de este."""
        visto_morir = proceso in self._conectados and self.ausente(proceso)
        en_ella = visto_morir and self.murio(proceso) >= self.libro.desde
        return self.vivo(proceso) or en_ella

    def situacion(self, historia: Historia) -> str:
        """Cómo está una tarea."""
        return historia.situacion(self.vivo, self.libro.modo.intentos)

    @property
    def produce(self) -> bool:
        """Si algún productor sigue ahí."""
        suyos = self.libro.procesos.items()
        return any(suyo.nombre == PRODUCTOR and self.vivo(proceso) for proceso, suyo in suyos)

    def workers(self) -> list[Worker]:
        """Los de la tanda y los que hay: worker2, worker10 y después los de --scale."""
        por_nombre: dict[str, list[str]] = {}
        for proceso, suyo in self.libro.procesos.items():
            trabajo = suyo.hechas.keys() & {Verbo.RECIBIDA, Verbo.COMPLETADA}
            if trabajo or (suyo.suscrito is not None and self._esta(proceso)):
                por_nombre.setdefault(suyo.nombre, []).append(proceso)
        todos = []
        for nombre, procesos in por_nombre.items():
            vivos = [p for p in procesos if self.vivo(p)] or procesos[-1:]
            for proceso in vivos:
                suyo = self.libro.procesos[proceso]
                como = nombre if len(vivos) == 1 else proceso
                muerto = not suyo.fin and self.ausente(proceso)
                todos.append(Worker(como, proceso, suyo, muerto, Counter(suyo.hechas)))
            for otro in set(procesos) - set(vivos):
                todos[-1].hechas += self.libro.procesos[otro].hechas
        return sorted(todos, key=lambda worker: (len(worker.nombre), worker.nombre))

    def novedades(self) -> list[Worker]:
        """Los que han muerto, o han vuelto, desde la última vez que se preguntó."""
        quienes = self.workers()
        antes, self._muertos = self._muertos, {w.nombre for w in quienes if w.muerto}
        return [worker for worker in quienes if worker.nombre in self._muertos ^ antes]

    @abstractmethod
    def en_mano(self, worker: Worker) -> Entrega | None:
        """Lo que un worker tiene en la mano, o tenía."""

    @abstractmethod
    def pendientes(self) -> Pendientes:
        """Lo que falta por hacer."""

    @abstractmethod
    def falta(self) -> Falta:
        """Lo enviado que no está en ningún sitio, y lo que tenía un muerto y quizá acabó."""
