"""Este módulo recuerda de un proceso sus totales, lo que tiene en la mano y lo que le espera."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from comun.verbo import Verbo
from seguimiento.historia import Turno
from seguimiento.lote import Lote

COPIAS = 10_000  # por suscriptor; de las demás no se sabe nada
CALLA = 120.0  # s sin escribir; quien vive repite sus totales cada minuto


@dataclass(slots=True)
class Proceso:
    """Un `Proceso` es quien escribe en el diario; si arranca otra vez, es otro.

    `copias` y `perdidas` solo se usan cuando cada suscriptor tiene su copia.
    """

    nombre: str
    numero: int = 0  # el de su último lote
    visto: float = 0.0  # época Unix de su último lote, según su reloj
    orden: int = 0  # cuántos lotes de todos se habían leído al leer su último
    fin: bool = False
    relevado: bool = False  # desde lo último que escribió ha arrancado otro del mismo nombre
    totales: Counter[Verbo] = field(default_factory=Counter)
    hechas: Counter[Verbo] = field(default_factory=Counter)  # los totales de esta tanda
    en_mano: Turno | None = None  # el de la última tarea que recibió, si no ha acabado
    # Clave de la historia → lotes leídos cuando se envió, y cuándo fue (época Unix)
    copias: dict[str, tuple[int, float]] = field(default_factory=dict)
    # Productor → por qué lote iba al suscribirse este proceso; None = no está suscrito
    suscrito: Mapping[str, int] | None = None
    perdidas: int = 0  # copias que esperaban en una cola que murió con su conexión

    def activo(self, ahora: float) -> bool:
        """Dice si no se ha despedido y ha escrito hace poco."""
        return not self.fin and ahora - self.visto < CALLA

    def tanda(self) -> None:
        """Empieza otra tanda: lo de la anterior ya no cuenta."""
        self.soltar()
        self.hechas.clear()
        self.copias.clear()
        self.perdidas = 0

    def soltar(self) -> None:
        """Suelta la tarea que tuviera en la mano: ya no es suya."""
        if self.en_mano:
            self.en_mano.soltado = True
        self.en_mano = None

    def suscribirse(self, productores: Mapping[str, int]) -> None:
        """Anota una suscripción: lo que tenía ya no es suyo, porque su conexión es otra.

        En pub_sub, también es otra su cola.
        """
        self.soltar()
        self.perdidas += self.seguras
        self.copias.clear()
        self.suscrito = productores

    def recibe(self, lote: Lote) -> bool:
        """Dice si, según el diario, su cola recibió lo que un lote dice que se envió.

        El primer lote de un productor tras la suscripción no basta: puede traer envíos anteriores.
        """
        callado = self.relevado or lote.instante - self.visto > CALLA
        if self.suscrito is None or self.fin or callado or len(self.copias) >= COPIAS:
            return False
        return lote.numero > self.suscrito.get(lote.proceso, -1) + 1

    @property
    def seguras(self) -> int:
        """Cuenta las copias que esperaban al escribir su último lote; de las otras no se sabe."""
        return sum(orden <= self.orden for orden, _ in self.copias.values())
