"""La serie guarda un punto por segundo de los últimos minutos, para las gráficas."""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from comun.verbo import Verbo
from seguimiento.panorama import Panorama, WorkerVisto

PUNTOS = 300  # s
ULTIMOS = 15  # s de tareas que entran en los percentiles de cada punto
MUESTRAS = 4000  # las que se recuerdan de cada clase


class Serie:
    """La `Serie` guarda cinco minutos, con un máximo de puntos: la memoria no crece."""

    def __init__(self) -> None:
        self.puntos: deque[dict[str, Any]] = deque(maxlen=PUNTOS)
        self._muestras: dict[str, deque[tuple[float, float]]] = {
            clase: deque(maxlen=MUESTRAS) for clase in ("espera", "trabajo")
        }

    def observar(self, clase: str, instante: float, segundos: float) -> None:
        """Anota los segundos que esperó, o que duró, una tarea."""
        self._muestras[clase].append((instante, segundos))

    def anotar(self, panorama: Panorama, quienes: Sequence[WorkerVisto], ahora: float) -> None:
        """Añade el punto de este segundo, si aún no está."""
        if self.puntos and ahora - self.puntos[-1]["t"] < 1:
            return
        esperan, proceso, pausa = panorama.pendientes()
        self.puntos.append(
            {
                "t": round(ahora, 1),
                "colas": None if esperan is None else [esperan - (pausa or 0), proceso, pausa],
                "hechas": {w.nombre: w.hechas[Verbo.COMPLETADA] for w in quienes},
                "espera": self._percentiles("espera", ahora),
                "tarda": self._percentiles("trabajo", ahora),
            }
        )

    def _percentiles(self, clase: str, ahora: float) -> list[float] | None:
        return percentiles(s for t, s in self._muestras[clase] if ahora - t < ULTIMOS)


def percentiles(muestras: Iterable[float]) -> list[float] | None:
    """Devuelve el p50 y el p95 (por el rango más próximo); None si no hay muestras."""
    orden = sorted(muestras)
    if not orden:
        return None
    ultimo = len(orden) - 1
    return [round(orden[round(ultimo * parte)], 3) for parte in (0.5, 0.95)]
