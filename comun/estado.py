"""El estado del sistema según los eventos: un reductor puro, sin reloj ni red.

De dónde sale cada número: lo que espera y lo que está en proceso lo sabe el broker; lo que hizo
cada worker, quién calla y qué se hizo dos veces, solo los eventos. Qué cambia con cada evento lo
dice comun/reglas/.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from comun.evento import Evento, Que
from comun.ficha import Fichas
from comun.fila import Espera, Fila
from comun.reglas import REGLAS
from comun.trabajador import SILENCIO, VUELTA, Fuente, Trabajador, senal

SUCESOS = 40
MUESTRAS = 4000


@dataclass(slots=True)
class Estado:
    """Lo contado desde que se mira. Con `copias` (pub_sub) cada worker hace todas las tareas."""

    copias: bool = False
    desde: float = 0.0  # época Unix: cuándo se empezó a mirar
    workers: dict[str, Trabajador] = field(default_factory=dict)
    fuentes: dict[str, Fuente] = field(default_factory=dict)
    fichas: Fichas = field(default_factory=Fichas)
    fila: Fila = field(default_factory=Fila)  # sin copias: lo enviado que nadie ha recibido
    pausas: dict[str, Espera] = field(default_factory=dict)  # fallidas que aún no se repiten
    hechas: dict[str, Que] = field(default_factory=dict)  # cómo acabaron las últimas
    sucesos: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=SUCESOS))
    # Segundos, cada uno con su instante
    esperas: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=MUESTRAS))
    duraciones: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=MUESTRAS))
    enviadas: int = 0
    devueltas: int = 0
    completadas: int = 0
    fallidas: int = 0
    descartadas: int = 0
    repetidas: int = 0  # hechas de más: ya completadas, o sin que el broker lo sepa
    reentregas: int = 0  # tareas que pasaron de unas manos a otras
    copias_perdidas: int = 0  # las que tenía un worker que murió y ha vuelto
    sin_ver: int = 0  # finales de los que solo se sabe el número
    ajenas: int = 0  # recibidas que no se vio enviar: de antes, o de otro cliente
    _sucesos: int = 0

    def aplicar(self, evento: Evento) -> None:
        """Suma un evento. Los de una misma fuente vienen en orden; entre fuentes, no siempre."""
        senal(self.fuentes, Fuente, evento).vistos[evento.que] += 1
        REGLAS[evento.que](self, evento)

    def callados(self, ahora: float) -> list[str]:
        """Los workers sin señal de vida desde hace más de 3 s, si ya han podido darla."""
        return [n for n, w in self.workers.items() if ahora > max(w.visto + SILENCIO, w.esperado)]

    def esperar_noticias(self, ahora: float, callados: list[str]) -> None:
        """Hasta ahora no se podía oír a nadie: a quien vivía se le da tiempo para volver."""
        for nombre in self.workers.keys() - callados:
            self.workers[nombre].esperado = ahora + VUELTA

    def perdidas(self, en_broker: int, callados: list[str]) -> int:
        """Lo enviado que ni se hizo ni se descartó ni está ya en el broker.

        Vale en calma, cuando los eventos y los números del broker cuentan el mismo momento.
        """
        if self.copias:
            muertos = (self.workers[n] for n in callados if n in self.workers)
            return self.copias_perdidas + sum(w.perdidas for w in muertos)
        pendientes = len(self.fila) + len(self.pausas)
        pendientes += sum(bool(w.en_mano) for w in self.workers.values())
        return max(0, pendientes - self.sin_ver - en_broker)

    def asentar(self) -> None:
        """No queda nada por hacer: lo que aquí aún espera es que no se vio acabar."""
        for fila in (self.fila, *(w.copias for w in self.workers.values())):
            fila.vaciar()
        self.pausas.clear()
        self.sin_ver = 0
        for ficha in self.fichas.values():
            if ficha.situacion == "espera":
                self.fichas.cerrar(ficha.id, "sin_ver")

    def suceso(self, clase: str, instante: float, **datos: object) -> None:
        """Anota algo digno de contarse con palabras."""
        self._sucesos += 1
        self.sucesos.append({"n": self._sucesos, "clase": clase, "instante": instante, **datos})
