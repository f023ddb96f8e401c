"""El estado del sistema según los eventos: un reductor puro, sin reloj ni red.

De dónde sale cada número: lo que espera y lo que está en proceso lo sabe el broker; lo que hizo
cada worker, quién calla y qué se hizo dos veces, solo los eventos.
"""

from dataclasses import dataclass, field

from comun.eventos import Evento, Que

SILENCIO = 3.0  # s sin señal de vida: ese worker ya no está
IDS_RECORDADOS = 100_000  # para reconocer repetidas; la memoria no crece con las tareas


@dataclass(slots=True)
class Trabajador:
    """Lo que se sabe de un worker."""

    visto: float = 0.0  # época Unix de su último evento
    en_mano: str = ""  # id de la tarea que hace; vacío = libre
    completadas: int = 0
    fallidas: int = 0


@dataclass(slots=True)
class Estado:
    """Lo contado desde que se mira. Con `copias` (pub_sub) cada worker hace todas las tareas."""

    copias: bool = False
    workers: dict[str, Trabajador] = field(default_factory=dict)
    enviadas: int = 0
    devueltas: int = 0
    completadas: int = 0
    fallidas: int = 0
    descartadas: int = 0
    repetidas: int = 0  # completadas otra vez: no cuentan como trabajo de más
    _hechas: dict[str, None] = field(default_factory=dict)

    def aplicar(self, evento: Evento) -> None:
        """Suma un evento. Los de una misma fuente vienen en orden; entre fuentes, no siempre."""
        match evento.que:
            case Que.ENVIADA:
                self.enviadas += 1
            case Que.DEVUELTA:
                self.devueltas += 1
            case Que.LATIDO if evento.quien == "producer":
                pass
            case Que.LATIDO:
                self._worker(evento)
            case Que.RECIBIDA:
                self._recibida(evento)
            case Que.COMPLETADA:
                self._completada(evento)
            case Que.FALLIDA:
                self.fallidas += 1
                worker = self._worker(evento)
                worker.fallidas += 1
                worker.en_mano = ""
            case Que.DESCARTADA:
                self.descartadas += 1
                self._worker(evento).en_mano = ""

    def callados(self, ahora: float) -> list[str]:
        """Los workers sin señal de vida desde hace más de 3 s."""
        return [nombre for nombre, w in self.workers.items() if ahora - w.visto > SILENCIO]

    def _worker(self, evento: Evento) -> Trabajador:
        worker = self.workers.setdefault(evento.quien, Trabajador())
        worker.visto = max(worker.visto, evento.instante)
        return worker

    def _recibida(self, evento: Evento) -> None:
        if not self.copias:
            for worker in self.workers.values():
                if worker.en_mano == evento.id:
                    worker.en_mano = ""  # el broker la entregó de nuevo: aquel la perdió
        self._worker(evento).en_mano = evento.id

    def _completada(self, evento: Evento) -> None:
        worker = self._worker(evento)
        worker.en_mano = ""
        clave = f"{evento.quien} {evento.id}" if self.copias else evento.id
        if clave in self._hechas:
            self.repetidas += 1
            return
        self._hechas[clave] = None
        if len(self._hechas) > IDS_RECORDADOS:
            del self._hechas[next(iter(self._hechas))]
        self.completadas += 1
        worker.completadas += 1
