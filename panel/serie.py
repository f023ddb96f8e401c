"""La serie: un punto por segundo de los últimos minutos, para las gráficas."""

from collections import deque
from collections.abc import Iterable
from typing import Any

from comun.estado import Estado
from panel.broker import Mirada

PUNTOS = 300  # s
VENTANA = 15  # s de tareas que entran en los percentiles de cada punto


class Serie:
    """Cinco minutos, siempre los mismos puntos: la memoria no crece."""

    def __init__(self) -> None:
        self.puntos: deque[dict[str, Any]] = deque(maxlen=PUNTOS)

    def anotar(self, estado: Estado, mirada: Mirada, ahora: float) -> dict[str, Any]:
        """Añade y devuelve el punto de este segundo."""
        cola = mirada.cola
        if estado.copias:
            listas = sum(len(w.copias) for w in estado.workers.values())
            colas = [listas, sum(bool(w.en_mano) for w in estado.workers.values()), 0]
        else:
            colas = [max(0, cola.en_cola - cola.en_pausa), cola.en_proceso, cola.en_pausa]
        punto = {
            "t": round(ahora, 1),
            "colas": colas if mirada.contesta else None,
            "hechas": {nombre: w.completadas for nombre, w in estado.workers.items()},
            "espera": percentiles(s for t, s in estado.esperas if ahora - t < VENTANA),
            "tarda": percentiles(s for t, s in estado.duraciones if ahora - t < VENTANA),
        }
        self.puntos.append(punto)
        return punto


def percentiles(muestras: Iterable[float]) -> list[float] | None:
    """El p50 y el p95 (por el rango más próximo); None si no hay muestras."""
    orden = sorted(muestras)
    if not orden:
        return None
    ultimo = len(orden) - 1
    return [round(orden[round(ultimo * parte)], 3) for parte in (0.5, 0.95)]
