"""Lo que puede pasar en un diagrama de secuencia; cada cosa sabe dibujarse y decirse."""

from dataclasses import dataclass

from herramientas.dibujo import svg


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
