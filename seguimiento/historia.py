"""La historia de una tarea dice quién la ha tenido en la mano y cómo acabó cada vez.

De ahí se deduce en qué situación está la tarea: la situación no se guarda.
"""

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from comun.verbo import Verbo
from seguimiento.lote import Hecho, clave_de

Vivo = Callable[[str], bool]  # dice si un proceso sigue vivo


@dataclass(slots=True)
class Turno:
    """Un `Turno` es una vez que un proceso tuvo la tarea en la mano, según el diario."""

    tarea: str  # la clave de su historia
    proceso: str
    intento: int
    vida: int  # la de la historia en ese momento
    desde: float  # época Unix: cuándo empezó o, si no se vio empezar, cuándo acabó
    fin: Hecho | None = None
    soltado: bool = False  # su worker se suscribió otra vez, o tomó otra tarea: ya no tiene esta

    def acabo(self, *como: Verbo) -> bool:
        """Dice si acabó de alguna de esas formas."""
        return self.fin is not None and self.fin.verbo in como

    def en_mano(self, vivo: Vivo) -> bool:
        """Dice si la tarea se está haciendo en este turno."""
        return not self.fin and not self.soltado and vivo(self.proceso)


@dataclass(slots=True)
class Historia:
    """Una `Historia` es lo que dice el diario de una tarea; si va a varias colas, de una copia."""

    id: str
    copia: str = ""  # la cola de esta copia, si la tarea fue a varias
    complejidad: float | None = None
    tipo: str = ""  # vacío = no lo lleva, o no se sabe
    enviada: float | None = None  # época Unix; None = no la envió un productor del taller
    devuelta: bool = False  # volvió al productor: nadie la recibiría
    vida: int = 1  # sube en uno cada vez que la tarea vuelve de tareas_fallidas
    turnos: list[Turno] = field(default_factory=list)

    @property
    def clave(self) -> str:
        """Devuelve la clave de esta historia en el libro."""
        return clave_de(self.id, self.copia)

    @property
    def de_ahora(self) -> list[Turno]:
        """Devuelve los turnos desde que volvió de tareas_fallidas; si no volvió, todos."""
        return [turno for turno in self.turnos if turno.vida == self.vida]

    @property
    def acabada(self) -> bool:
        """Dice si, según el diario, ya no hay nada que hacer con la tarea."""
        fin = any(turno.acabo(Verbo.COMPLETADA, Verbo.DESCARTADA) for turno in self.de_ahora)
        return self.devuelta or fin

    def dar_turno(self, proceso: str, hecho: Hecho) -> Turno:
        """Anota un turno más, en su orden, y lo devuelve."""
        turno = Turno(self.clave, proceso, hecho.intento, self.vida, hecho.instante)
        insort(self.turnos, turno, key=lambda otro: (otro.vida, otro.intento, otro.desde))
        return turno

    def acabar(self, proceso: str, hecho: Hecho) -> None:
        """Anota el final de un turno, aunque no se viera empezar."""
        abiertos = (turno for turno in self.de_ahora if turno.proceso == proceso and not turno.fin)
        turno = next((turno for turno in abiertos if turno.intento == hecho.intento), None)
        (turno or self.dar_turno(proceso, hecho)).fin = hecho

    def espero(self, turno: Turno) -> float | None:
        """Devuelve los segundos que pasaron desde que la tarea se envió hasta un turno.

        Es None si no se vio enviar, o si el turno no es el primer intento.
        """
        if self.enviada is None or turno.intento != 1:
            return None
        return max(0.0, turno.desde - self.enviada)  # los dos instantes son de dos relojes

    @property
    def cambios(self) -> list[tuple[Turno, Turno]]:
        """Devuelve los pares de turnos en que pasó de un proceso a otro sin que fallara."""
        return [
            (antes, despues)
            for antes, despues in pairwise(self.turnos)
            if antes.vida == despues.vida
            and antes.proceso != despues.proceso
            and (not antes.fin or antes.acabo(Verbo.SIN_ACK))
        ]

    def situacion(self, vivo: Vivo, intentos: int) -> str:
        """Devuelve en qué situación está la tarea.

        Es espera, en_mano, completada, fallida, descartada, devuelta, perdida o sin_ack. `intentos`
        es el límite del modo: si el último queda sin respuesta, la tarea acaba en tareas_fallidas.
        """
        turnos = self.de_ahora
        for fin in (Verbo.COMPLETADA, Verbo.DESCARTADA):
            if any(turno.acabo(fin) for turno in turnos):
                return fin
        if any(turno.en_mano(vivo) for turno in turnos):
            return "en_mano"
        if self.devuelta:
            return Verbo.DEVUELTA
        if not turnos:
            return "espera"
        ultimo = turnos[-1]
        if ultimo.intento >= intentos > 1:  # se cortó su conexión, o murió quien la tenía
            return Verbo.DESCARTADA
        return ultimo.fin.verbo if ultimo.fin else "perdida"
