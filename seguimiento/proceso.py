"""Un proceso que escribe en el diario: sus totales, lo que tiene en la mano y lo que le espera."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from comun.verbo import Verbo
from seguimiento.historia import Entrega
from seguimiento.lote import Lote

COPIAS = 10_000  # por suscriptor; de las demás, nada se sabe
CALLA = 120.0  # s; quien vive repite sus totales cada minuto


@dataclass(slots=True)
class Proceso:
    """`copias` y `perdidas` solo se usan cuando cada suscriptor tiene su copia."""

    nombre: str
    numero: int = 0  # el de su último lote
    visto: float = 0.0  # época Unix, según su reloj
    orden: int = 0  # cuántos lotes se habían leído con el último suyo
    fin: bool = False
    relevado: bool = False  # desde lo último que escribió ha arrancado otro del mismo nombre
    totales: Counter[Verbo] = field(default_factory=Counter)
    hechas: Counter[Verbo] = field(default_factory=Counter)  # los de esta tanda
    en_mano: Entrega | None = None  # la última que recibió, si no ha acabado
    # id → lotes leídos al enviarse, y cuándo fue (época Unix)
    copias: dict[str, tuple[int, float]] = field(default_factory=dict)
    suscrito: Mapping[str, int] | None = None  # productor → por qué lote iba; None = no lo está
    perdidas: int = 0  # copias que esperaban en una cola que murió con su conexión

    def tanda(self) -> None:
        """Empieza otra: lo de antes no cuenta."""
        self.soltar()
        self.hechas.clear()
        self.copias.clear()
        self.perdidas = 0

    def soltar(self) -> None:
        """Lo que tuviera en la mano ya no es suyo."""
        if self.en_mano:
            self.en_mano.soltada = True
        self.en_mano = None

    def suscribirse(self, productores: Mapping[str, int]) -> None:
        """Lo que tuviera de antes ya no es suyo: su conexión es otra, y en pub_sub su cola."""
        self.soltar()
        self.perdidas += self.seguras
        self.copias.clear()
        self.suscrito = productores

    def recibe(self, lote: Lote) -> bool:
        """Si su cola recibió lo que un lote cuenta que se envió, por lo que dice el diario.

        El primer lote de un productor tras la suscripción puede contar lo de antes.
        """
        callado = self.relevado or lote.instante - self.visto > CALLA
        if self.suscrito is None or self.fin or callado or len(self.copias) >= COPIAS:
            return False
        return lote.numero > self.suscrito.get(lote.proceso, -1) + 1

    @property
    def seguras(self) -> int:
        """Cuántas copias esperaban cuando escribió por última vez; de las otras no se sabe."""
        return sum(orden <= self.orden for orden, _ in self.copias.values())
