"""La historia de una tarea: quién la ha tenido y cómo acabó. Cómo está se deduce, no se guarda."""

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from comun.verbo import Verbo
from seguimiento.lote import Hecho, clave

Vivo = Callable[[str], bool]  # si un proceso sigue ahí


@dataclass(slots=True)
class Entrega:
    """Una vez que el broker dio la tarea a un worker."""

    tarea: str
    proceso: str
    intento: int
    vida: int
    desde: float  # época Unix; la de su final, si no se vio empezar
    fin: Hecho | None = None
    soltada: bool = False  # su worker se suscribió otra vez, o tomó otra: ya no es suya

    def acabo(self, *como: Verbo) -> bool:
        """Si acabó de alguna de esas formas."""
        return self.fin is not None and self.fin.verbo in como

    def en_mano(self, vivo: Vivo) -> bool:
        """Si se está haciendo."""
        return not self.fin and not self.soltada and vivo(self.proceso)


@dataclass(slots=True)
class Historia:
    """Lo que el diario dice de una tarea o, si fue a varias colas, de una de sus copias."""

    id: str
    copia: str = ""  # la cola de esta copia, si la tarea fue a varias
    complejidad: float | None = None
    tipo: str = ""  # vacío = no lo lleva, o no se sabe
    enviada: float | None = None  # época Unix; None = no la envió un productor del taller
    devuelta: bool = False  # nadie la recibiría
    vida: int = 1  # una más cada vez que vuelve de tareas_fallidas
    entregas: list[Entrega] = field(default_factory=list)

    @property
    def clave(self) -> str:
        """La suya en el libro."""
        return clave(self.id, self.copia)

    @property
    def de_ahora(self) -> list[Entrega]:
        """Las entregas desde que volvió de tareas_fallidas, si volvió."""
        return [e for e in self.entregas if e.vida == self.vida]

    @property
    def acabada(self) -> bool:
        """Si según el diario ya no hay nada que hacer con ella."""
        fin = any(e.acabo(Verbo.COMPLETADA, Verbo.DESCARTADA) for e in self.de_ahora)
        return self.devuelta or fin

    def entregar(self, proceso: str, hecho: Hecho) -> Entrega:
        """Una entrega más, en su orden."""
        entrega = Entrega(self.clave, proceso, hecho.intento, self.vida, hecho.instante)
        insort(self.entregas, entrega, key=lambda e: (e.vida, e.intento, e.desde))
        return entrega

    def acabar(self, proceso: str, hecho: Hecho) -> None:
        """El final de una entrega, aunque no se viera empezar."""
        abiertas = (e for e in self.de_ahora if e.proceso == proceso and not e.fin)
        suya = next((e for e in abiertas if e.intento == hecho.intento), None)
        (suya or self.entregar(proceso, hecho)).fin = hecho

    def espero(self, entrega: Entrega) -> float | None:
        """Segundos desde que se envió; None si no se vio enviar, o si no es el primer intento."""
        if self.enviada is None or entrega.intento != 1:
            return None
        return max(0.0, entrega.desde - self.enviada)  # los dos instantes son de dos relojes

    @property
    def cambios(self) -> list[tuple[Entrega, Entrega]]:
        """Las veces que pasó de unas manos a otras sin que fallara."""
        return [
            (antes, despues)
            for antes, despues in pairwise(self.entregas)
            if antes.vida == despues.vida
            and antes.proceso != despues.proceso
            and (not antes.fin or antes.acabo(Verbo.SIN_ACK))
        ]

    def situacion(self, vivo: Vivo, intentos: int) -> str:
        """Cómo está: espera, en_mano, completada, fallida, descartada, devuelta, perdida, sin_ack.

        `intentos` es el límite del modo: sin respuesta, el último acaba en tareas_fallidas.
        """
        entregas = self.de_ahora
        for fin in (Verbo.COMPLETADA, Verbo.DESCARTADA):
            if any(e.acabo(fin) for e in entregas):
                return fin
        if any(e.en_mano(vivo) for e in entregas):
            return "en_mano"
        if self.devuelta:
            return Verbo.DEVUELTA
        if not entregas:
            return "espera"
        ultima = entregas[-1]
        if ultima.intento >= intentos > 1:  # cortada, o en manos de un muerto
            return Verbo.DESCARTADA
        return ultima.fin.verbo if ultima.fin else "perdida"
