"""Los números del broker, una vez por segundo; y cómo casan con lo que cuentan los eventos."""

from collections import deque
from dataclasses import dataclass, field

from comun.api import Api, Cola, Exchange, SinRespuesta
from comun.estado import Estado
from comun.modo import FALLIDAS, Modo

CALMA = 3  # miradas iguales; la API va hasta 2 s por detrás de los eventos
HOLGURA = 3  # tareas de diferencia que puede explicar ese retraso


@dataclass(frozen=True, slots=True)
class Mirada:
    """Lo que el broker decía la última vez que contestó."""

    contesta: bool = False
    alarma: bool = False
    cola: Cola = field(default_factory=Cola)
    exchange: Exchange = field(default_factory=Exchange)
    muertas: int = 0  # en tareas_fallidas


def mirar(api: Api, modo: Modo) -> Mirada:
    """Pregunta al broker. Bloquea hasta unos segundos: va en un hilo aparte.

    Raises:
        Irrecuperable: el usuario no puede mirar la API.
    """
    try:
        return Mirada(
            contesta=True,
            alarma=api.alarma(),
            cola=api.cola(modo.cola) if modo.cola else Cola(),
            exchange=api.exchange(modo) if modo.exchange else Exchange(),
            muertas=api.cola(FALLIDAS).en_cola,
        )
    except SinRespuesta:
        return Mirada()


@dataclass(slots=True)
class Balance:
    """Cuántas tareas esperan: los eventos lo saben al momento; el broker, con seguridad.

    Se cuenta con los eventos y se corrige con el broker: lo que ya esperaba cuando se empezó a
    mirar, lo que manda otro cliente, lo que no se vio.
    """

    perdidas: int | None = None  # None = aún no ha habido calma para saberlo
    _ajuste: int = 0
    _ajenas: int = 0
    _difieren: deque[int] = field(default_factory=lambda: deque(maxlen=4))
    _iguales: int = 0
    _antes: tuple[int, ...] = ()

    def esperan(self, estado: Estado, callados: list[str]) -> int:
        """Las que esperan en la cola, en pausa o no; con copias, las de los workers que viven."""
        if estado.copias:
            return sum(len(w.copias) for n, w in estado.workers.items() if n not in callados)
        contadas = len(estado.fila) + len(estado.pausas)
        return max(0, contadas + self._ajuste - (estado.ajenas - self._ajenas))

    def comparar(self, estado: Estado, mirada: Mirada, callados: list[str]) -> None:
        """Una mirada más al broker."""
        if not mirada.contesta:
            return
        manos = sum(bool(w.en_mano) for n, w in estado.workers.items() if n not in callados)
        ahora = (estado.enviadas, estado.completadas, estado.fallidas, estado.descartadas, manos)
        self._iguales = self._iguales + 1 if ahora == self._antes else 0
        primera, self._antes = not self._antes, ahora
        if not estado.copias:
            self._ajustar(estado, mirada.cola, primera=primera)
        en_broker = mirada.cola.en_cola + mirada.cola.en_proceso
        if estado.copias:  # la cola de un worker muerto murió con él: no hay que esperar a nada
            self.perdidas = estado.perdidas(0, callados)
        if self._iguales >= CALMA and manos == mirada.cola.en_proceso * (not estado.copias):
            self.perdidas = estado.perdidas(en_broker, callados)
            if not en_broker and not self.perdidas:
                estado.asentar()

    def _ajustar(self, estado: Estado, cola: Cola, *, primera: bool) -> None:
        difiere = cola.en_cola - len(estado.fila) - len(estado.pausas)
        self._difieren.append(difiere)
        if not primera and self._iguales < CALMA:
            difiere = min(self._difieren, key=abs)
            actual = self._ajuste - (estado.ajenas - self._ajenas)
            if len(self._difieren) < CALMA or abs(difiere - actual) <= HOLGURA:
                return
        self._ajuste, self._ajenas = difiere, estado.ajenas
