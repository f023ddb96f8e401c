"""Un diagrama de secuencia: quiénes, y tramos de pasos de arriba abajo."""

from dataclasses import dataclass

from evidencias.dibujos import svg

CABECERA, TITULO, PASO = 62, 40, 31  # puntos de alto
MARGEN = 78


@dataclass(frozen=True, slots=True)
class Paso:
    """Un mensaje."""

    de: str
    a: str
    texto: str
    color: str

    def __str__(self) -> str:
        """Como línea de texto."""
        return f"  {self.de} -> {self.a}: {self.texto}"

    def dibujo(self, y: float, xs: dict[str, float]) -> str:
        """La flecha, con su texto encima."""
        x1, x2 = xs[self.de], xs[self.a]
        hacia = 1 if x2 > x1 else -1
        trazos = "4 4" if self.color == svg.TENUE else ""
        hueco = xs["worker1"] - xs["rabbitmq"]
        corto = 7.2 * len(self.texto) < hueco  # cabe antes de la primera línea que cruza
        centro = x1 + hacia * hueco / 2 if corto else (x1 + x2) / 2
        return (
            svg.linea(x1, y, x2 - 6 * hacia, y, self.color, trazos=trazos)
            + svg.punta(x2 - 2 * hacia, y, hacia, self.color)
            + svg.rotulo(centro, y - 7, self.texto)
        )


@dataclass(frozen=True, slots=True)
class Nota:
    """Algo que hace uno solo."""

    quien: str
    texto: str

    def __str__(self) -> str:
        """Como línea de texto."""
        return f"  {self.quien}: {self.texto}"

    def dibujo(self, y: float, xs: dict[str, float]) -> str:
        """Una etiqueta sobre su línea."""
        ancho = 7.2 * len(self.texto) + 22
        caja = svg.caja(xs[self.quien] - ancho / 2, y - 19, ancho, 24, "#2d333b", borde=svg.BORDE)
        return caja + svg.rotulo(xs[self.quien], y - 2.5, self.texto)


@dataclass(frozen=True, slots=True)
class Muerte:
    """Uno deja de existir."""

    quien: str
    texto: str

    def __str__(self) -> str:
        """Como línea de texto."""
        return f"  {self.quien} muere: {self.texto}"

    def dibujo(self, y: float, xs: dict[str, float]) -> str:
        """Una ✗ en su línea."""
        x = xs[self.quien]
        return svg.aspa(x, y - 6, svg.ROJO) + svg.rotulo(
            x + 16, y - 2, self.texto, svg.ROJO, donde="start", font_weight=600
        )


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
