"""Este módulo tiene lo que cambia según cómo se reparten las tareas.

Hay dos familias de modos: o las tareas esperan en colas y cada una la hace un worker, o cada worker
recibe una copia de todas. Cómo se cuenta en cada una está aquí.
"""

from collections import Counter
from collections.abc import Callable

from comun.familias.de_copias import DeCopias
from comun.familias.modo import Modo
from comun.verbo import PRODUCTOR, Verbo
from seguimiento.historia import Historia, Turno
from seguimiento.libro import Libro
from seguimiento.lote import Lote
from seguimiento.panorama import Falta, Panorama, Pendientes, WorkerVisto


class LibroDeTrabajo(Libro):
    """En un `LibroDeTrabajo` cada tarea la hace un solo worker; el broker sabe cuántas esperan."""

    de_cada_una = 12
    copias = False

    def quedan(self) -> int:
        if self.completo:
            return len(self.historias.abiertas)
        han_entrado = self.encargos + self.sumas[Verbo.REINTENTADA]
        return max(0, han_entrado - self.completadas - self.sumas[Verbo.DESCARTADA])

    def productores(self) -> dict[str, int]:
        return {}

    def encolada(self, historia: Historia, lote: Lote) -> None:
        """No anota nada: la cola está en el broker, y es él quien la cuenta."""

    def repetida(self, historia: Historia, proceso: str) -> bool:
        return any(turno.acabo(Verbo.COMPLETADA) for turno in historia.de_ahora)

    def cambios(self, historia: Historia) -> list[tuple[Turno, Turno]]:
        return historia.cambios


class PanoramaDeTrabajo(Panorama):
    """El `PanoramaDeTrabajo` responde por un `LibroDeTrabajo`."""

    def en_mano(self, worker: WorkerVisto) -> Turno | None:
        # La tarea de un muerto volvió a la cola
        return None if worker.fuera else worker.datos.en_mano

    def pendientes(self) -> Pendientes:
        if not self.foto.contesta:
            return None, None, None
        return self.foto.cola.en_cola, self.foto.cola.en_proceso, self.foto.cola.en_pausa

    def falta(self) -> Falta:
        """Lo sabe solo si nada cambia, porque los números del broker van por detrás del diario."""
        libro, cola, vivo = self.libro, self.foto.cola, self.presencia.vivo
        en_mano = sum(bool(datos.en_mano) and vivo(p) for p, datos in libro.procesos.items())
        if not (self.sin_cambios and libro.completo and cola.en_proceso == en_mano):
            return None, None
        pendientes = Counter(map(self.situacion, libro.historias.abiertas.values()))
        del pendientes[Verbo.DESCARTADA]  # según las reglas del broker, están en tareas_fallidas
        faltan = max(0, pendientes.total() - cola.en_cola - cola.en_proceso)
        sin_noticia = min(faltan, pendientes["perdida"])
        return faltan - sin_noticia, sin_noticia


class LibroDeCopias(Libro):
    """En un `LibroDeCopias` todos hacen cada tarea; la cola de un worker muere con su conexión."""

    de_cada_una = 2000
    copias = True

    def quedan(self) -> int:
        return 0  # lo que espera es de algún worker, y está en Proceso.copias

    def productores(self) -> dict[str, int]:
        suyos = {p: datos for p, datos in self.procesos.items() if datos.nombre == PRODUCTOR}
        return {proceso: datos.numero for proceso, datos in suyos.items() if not datos.fin}

    def encolada(self, historia: Historia, lote: Lote) -> None:
        for proceso, datos in self.procesos.items():
            if datos.recibe(lote) and not any(t.proceso == proceso for t in historia.turnos):
                datos.copias[historia.clave] = (self.leidos, lote.instante)

    def repetida(self, historia: Historia, proceso: str) -> bool:
        return any(t.proceso == proceso and t.acabo(Verbo.COMPLETADA) for t in historia.de_ahora)

    def cambios(self, historia: Historia) -> list[tuple[Turno, Turno]]:
        return []


class PanoramaDeCopias(Panorama):
    """El `PanoramaDeCopias` responde por un `LibroDeCopias`."""

    def en_mano(self, worker: WorkerVisto) -> Turno | None:
        return worker.datos.en_mano  # si el worker muere, su copia se pierde con él

    def pendientes(self) -> Pendientes:
        procesos = self.libro.procesos.items()
        vivos = [datos for proceso, datos in procesos if self.presencia.vivo(proceso)]
        esperan = sum(len(v.copias) for v in vivos) if self.libro.completo else None
        return esperan, sum(bool(v.en_mano) for v in vivos), 0

    def falta(self) -> Falta:
        """Da por perdido lo que esperaba a un muerto; de lo que tenía en la mano no se sabe."""
        procesos = self.libro.procesos
        muertos = [(p, datos) for p, datos in procesos.items() if not self.presencia.vivo(p)]
        seguras = sum(datos.seguras for _, datos in muertos)
        dudosas = sum(len(self.copias(p)) + bool(datos.en_mano) for p, datos in muertos) - seguras
        perdidas = sum(datos.perdidas for datos in procesos.values())
        return perdidas + seguras, max(0, dudosas)


def clase(modo: Modo) -> type[Libro]:
    """Devuelve la clase de libro de la familia de un modo."""
    return LibroDeCopias if isinstance(modo, DeCopias) else LibroDeTrabajo


def libro(modo: Modo, avisar: Callable[..., object] = lambda *_, **__: None) -> Libro:
    """Crea un libro vacío, de la familia del modo."""
    return clase(modo)(modo, avisar)


def panorama(modo: Modo, avisar: Callable[..., object] = lambda *_, **__: None) -> Panorama:
    """Crea un panorama de la familia del modo, con un libro nuevo."""
    nuevo = libro(modo, avisar)
    return PanoramaDeCopias(nuevo) if nuevo.copias else PanoramaDeTrabajo(nuevo)
