"""Un diagrama de secuencia: quiénes, y tramos de pasos de arriba abajo."""

from dataclasses import dataclass

from herramientas.dibujo import svg
from herramientas.evidencias.dibujos.pasos import Muerte, Nota, Paso

CABECERA, TITULO, PASO = 62, 40, 31  # puntos de alto
MARGEN = 78


@dataclass(frozen=True, slots=True)
class Tramo:
    """Unos pasos con un título."""

    titulo: str
    pasos: list[Paso | Nota | Muerte]

    def __str__(self) -> str:
        """Como texto."""
        return "\n".join([self.titulo, *map(str, self.pasos), ""])

    @property
    def alto(self) -> int:
        """Lo que ocupa, en puntos."""
        return TITULO + PASO * len(self.pasos) + 12

    def dibujo(self, y: float, xs: dict[str, float]) -> str:
        """La franja con su título y sus pasos."""
        franja = svg.caja(14, y, svg.ANCHO - 28, self.alto - 8, "#1c2129", borde="#2d333b", radio=6)
        titulo = svg.rotulo(26, y + 20, self.titulo, "#f0f6fc", donde="start", font_weight=600)
        lineas = [svg.linea(x, y + 28, x, y + self.alto - 8, svg.BORDE) for x in xs.values()]
        pasos = [p.dibujo(y + TITULO + PASO * (n + 0.6), xs) for n, p in enumerate(self.pasos)]
        return franja + titulo + "".join(lineas + pasos)


def dibujar(quienes: tuple[str, ...], tramos: list[Tramo]) -> str:
    """El SVG."""
    hueco = (svg.ANCHO - 2 * MARGEN) / (len(quienes) - 1)
    xs = {quien: MARGEN + n * hueco for n, quien in enumerate(quienes)}
    piezas = [
        svg.caja(x - 52, 16, 104, 32, "#2d333b", borde=svg.TENUE)
        + svg.rotulo(x, 37, quien, "#f0f6fc", font_weight=600)
        for quien, x in xs.items()
    ]
    y = CABECERA
    for tramo in tramos:
        piezas.append(tramo.dibujo(y, xs))
        y += tramo.alto
    return svg.tarjeta(y + 6, *piezas)
