"""El panorama junta el diario y lo que dice el broker: es todo lo que sabe quien mira."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from comun.verbo import PRODUCTOR, Verbo
from seguimiento.foto import Foto
from seguimiento.historia import Historia, Turno
from seguimiento.libro import Libro
from seguimiento.presencia import Presencia
from seguimiento.proceso import Proceso

Falta = tuple[int, int] | tuple[None, None]  # perdidas y sin noticia; None = no se sabe
# Cuántas esperan, están en proceso y están en pausa; None = no se sabe
Pendientes = tuple[int | None, int | None, int | None]

SIN_CAMBIOS = 2.9  # s sin que cambie nada; los números del broker van hasta 2 s por detrás
SOBREVIVE = 2.0  # s que un muerto pudo vivir después de lo último que escribió


@dataclass(slots=True)
class WorkerVisto:
    """Un `WorkerVisto` es un proceso vivo o, si no vive ninguno de su nombre, el último que hubo.

    Con dos procesos vivos del mismo nombre, cada uno es un worker.
    """

    nombre: str
    proceso: str
    datos: Proceso  # lo que el diario dice de ese proceso
    muerto: bool  # se fue sin despedirse
    hechas: Counter[Verbo]  # también las de los procesos que hubo antes con su nombre

    @property
    def fuera(self) -> bool:
        """Dice si ya no está: murió, o se despidió."""
        return self.muerto or self.datos.fin


class Panorama(ABC):
    """El `Panorama` junta un `Libro`, la última `Foto` del broker y la `Presencia` de los procesos.

    Los métodos abstractos dependen de cómo se reparten las tareas: están en por_familia.py.
    """

    def __init__(self, libro: Libro) -> None:
        self.libro = libro
        self.presencia = Presencia(libro)
        self.foto = Foto()
        # Lo enviado que no está en ningún sitio; None = no se sabe
        self.perdidas: int | None = None
        self.sin_noticia: int | None = None  # las que tenía un muerto: quizá acabó alguna
        self._muertos: set[str] = set()  # nombres, la última vez que se preguntó por las novedades
        self._antes: object = None  # lo que decían el broker y el diario en la mirada anterior
        self._mirado = self._cambio = 0.0  # época Unix: la última foto, y desde cuándo son iguales

    def mirar(self, foto: Foto | None, ahora: float) -> None:
        """Recibe una foto más, o None si el broker no contesta: entonces no se sabe nada nuevo."""
        self.foto = foto or replace(self.foto, contesta=False)
        vistos = self.foto.conexiones & self.libro.procesos.keys()
        if foto:
            self._mirado = ahora
            self.presencia.anotar(vistos, ahora)
        esta = (
            self.foto.colas,
            self.foto.exchange,
            self.foto.en_fallidas,
            vistos,
            Counter(self.libro.sumas),
        )
        if esta != self._antes or not foto or foto.alarma:
            self._antes, self._cambio = esta, ahora
        self.perdidas, self.sin_noticia = self.falta()

    @property
    def sin_cambios(self) -> bool:
        """Dice si hace SIN_CAMBIOS segundos que no cambia nada."""
        return self._mirado - self._cambio >= SIN_CAMBIOS

    def copias(self, proceso: str) -> Collection[str]:
        """Devuelve las copias que esperan a un proceso o, si ya no está, las que lo esperaban."""
        datos = self.libro.procesos[proceso]
        if not self.presencia.ausente(proceso):
            return datos.copias.keys()
        historia = self.libro.historia(datos.en_mano.tarea) if datos.en_mano else None
        ocupado = (historia.complejidad or 0.0) if historia else 0.0
        hasta = datos.visto + ocupado + SOBREVIVE
        return [tarea for tarea, (_, enviada) in datos.copias.items() if enviada <= hasta]

    def situacion(self, historia: Historia) -> str:
        """Devuelve en qué situación está una tarea, con las palabras de `Historia.situacion`."""
        return historia.situacion(self.presencia.vivo, self.libro.modo.intentos)

    @property
    def produce(self) -> bool:
        """Dice si algún productor sigue vivo."""
        productores = [p for p, datos in self.libro.procesos.items() if datos.nombre == PRODUCTOR]
        return any(self.presencia.vivo(proceso) for proceso in productores)

    def workers(self) -> list[WorkerVisto]:
        """Devuelve los workers de la tanda y los que hay ahora.

        Van en orden: worker2, worker10 y después los de --scale.
        """
        por_nombre: dict[str, list[str]] = {}
        for proceso, datos in self.libro.procesos.items():
            trabajo = datos.hechas.keys() & {Verbo.RECIBIDA, Verbo.COMPLETADA}
            if trabajo or (datos.suscrito is not None and self.presencia.en_la_tanda(proceso)):
                por_nombre.setdefault(datos.nombre, []).append(proceso)
        todos = []
        for nombre, procesos in por_nombre.items():
            vivos = [p for p in procesos if self.presencia.vivo(p)] or procesos[-1:]
            for proceso in vivos:
                datos = self.libro.procesos[proceso]
                como = nombre if len(vivos) == 1 else proceso
                muerto = not datos.fin and self.presencia.ausente(proceso)
                todos.append(WorkerVisto(como, proceso, datos, muerto, Counter(datos.hechas)))
            for otro in set(procesos) - set(vivos):
                todos[-1].hechas += self.libro.procesos[otro].hechas
        return sorted(todos, key=lambda worker: (len(worker.nombre), worker.nombre))

    def novedades(self) -> list[WorkerVisto]:
        """Devuelve los workers que han muerto, o vuelto, desde la última vez que se preguntó."""
        quienes = self.workers()
        antes, self._muertos = self._muertos, {w.nombre for w in quienes if w.muerto}
        return [worker for worker in quienes if worker.nombre in self._muertos ^ antes]

    @abstractmethod
    def en_mano(self, worker: WorkerVisto) -> Turno | None:
        """Devuelve el turno de la tarea que un worker tiene en la mano, o tenía."""

    @abstractmethod
    def pendientes(self) -> Pendientes:
        """Devuelve cuántas tareas (o copias) esperan, están en proceso y están en pausa."""

    @abstractmethod
    def falta(self) -> Falta:
        """Cuenta lo enviado que no está en ningún sitio, y lo que tenía un muerto y quizá acabó."""
