"""Un SVG se hace con piezas, que un lienzo lleva juntas."""

from html import escape

ANCHO = 830  # puntos: lo que mide un README en GitHub
FONDO, TEXTO, TENUE, AZUL, VERDE = "#161b22", "#d1d7e0", "#8b949e", "#79c0ff", "#56d364"


def lienzo(ancho: float, alto: float, *piezas: str, titulo: str, fondo: str = FONDO) -> str:
    """Devuelve el dibujo entero, sobre un fondo redondeado; el título es para quien no lo ve."""
    abre = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{ancho}" height="{alto}"'
        f' viewBox="0 0 {ancho} {alto}" font-family="Inter, system-ui, sans-serif"'
        ' font-size="13" role="img">'
    )
    detras = caja(0.5, 0.5, ancho - 1, alto - 1, fondo, radio=8)
    return "\n".join([abre, f"<title>{escape(titulo)}</title>", detras, *piezas, "</svg>\n"])


def caja(  # noqa: PLR0913 # las de un rectángulo
    x: float, y: float, ancho: float, alto: float, color: str, *, radio: int
) -> str:
    """Dibuja un rectángulo de esquinas redondas."""
    return (
        f'<rect x="{x}" y="{y}" width="{ancho}" height="{alto}" rx="{radio}" fill="{color}"'
        ' stroke="none"/>'
    )


def rotulo(
    x: float, y: float, texto: str, color: str = TEXTO, *, donde: str = "middle", **estilo: object
) -> str:
    """Escribe un texto; `donde` es start, middle o end; `estilo`, atributos (con _ por guion)."""
    atributos = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in estilo.items())
    return (
        f'<text x="{x}" y="{y}" fill="{color}" text-anchor="{donde}"{atributos}>'
        f"{escape(texto)}</text>"
    )
