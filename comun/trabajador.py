"""Quién da señales de vida: los workers y, como fuente de cuentas, cualquier servicio."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from comun.evento import Evento
from comun.fila import Fila

SILENCIO = 3.0  # s sin señal de vida: ese worker ya no está
# s que puede tardar en volver tras el broker: comun/eventos.py espera 1 s entre intentos, uno dura
# hasta 10 por servidor que calla y, al conectar, da 1 s a quien escucha y junta un lote
VUELTA = 12.5
CONOCIDOS = 64


@dataclass(slots=True)
class Visto:
    """Alguien de quien se ha oído algo."""

    visto: float = 0.0  # época Unix de su último evento


@dataclass(slots=True)
class Trabajador(Visto):
    """Lo que se sabe de un worker."""

    en_mano: str = ""  # id de la tarea que hace; vacío = libre
    desde: float = 0.0  # época Unix; cuándo la recibió
    complejidad: float | None = None
    intento: int = 1
    dudoso: bool = False  # su tarea se entregó a otro y no ha vuelto a decir nada
    esperado: float = 0.0  # época Unix; hasta entonces, que calle no dice nada; 0 = ya habló
    completadas: int = 0
    fallidas: int = 0
    copias: Fila = field(default_factory=Fila)  # las suyas que aún no ha empezado, con copias

    @property
    def perdidas(self) -> int:
        """Las copias que tenía, si ha muerto; lo posterior a su última señal quizá no le llegó."""
        suyas = sum(espera.desde <= self.visto for espera in self.copias.ids.values())
        return suyas + self.copias.demas + bool(self.en_mano)


@dataclass(slots=True)
class Fuente(Visto):
    """Un proceso que cuenta cosas: cuántas dice que lleva y cuántas se le han visto."""

    arranque: float = 0.0  # época Unix; 0 = aún no lo ha dicho
    base: Counter[str] = field(default_factory=Counter)  # lo anterior a que se mirara
    vistos: Counter[str] = field(default_factory=Counter)


V = TypeVar("V", bound=Visto)


def senal(conocidos: dict[str, V], clase: type[V], evento: Evento) -> V:
    """Quien cuenta el evento, ya con esta señal de vida.

    Si ya son demasiados, olvida a quien lleva más tiempo callado.
    """
    if evento.quien not in conocidos:
        conocidos[evento.quien] = clase()
    alguien = conocidos[evento.quien]
    alguien.visto = max(alguien.visto, evento.instante)
    if len(conocidos) > CONOCIDOS:
        del conocidos[min(conocidos.keys() - {evento.quien}, key=lambda n: conocidos[n].visto)]
    return alguien
