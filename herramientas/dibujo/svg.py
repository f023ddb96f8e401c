"""Las piezas de un SVG, y el lienzo que las lleva."""

from html import escape

ANCHO = 830  # puntos: lo que mide un README en GitHub
FONDO, BORDE, TEXTO, TENUE = "#161b22", "#3d444d", "#d1d7e0", "#8b949e"
AZUL, VERDE, AMBAR, ROJO, LILA = "#79c0ff", "#56d364", "#e3b341", "#ff7b72", "#d2a8ff"


def lienzo(  # las de un dibujo entero
    ancho: float,
    alto: float,
    *piezas: str,
    titulo: str = "",
    fondo: str = FONDO,
    borde: str = "none",
) -> str:
    """El dibujo entero, sobre un fondo de esquinas redondas; el título lo leen los lectores."""
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{ancho}" height="{alto}"'
                f' viewBox="0 0 {ancho} {alto}" font-family="Inter, system-ui, sans-serif"'
                ' font-size="13" role="img">'
            ),
            *([f"<title>{escape(titulo)}</title>"] if titulo else []),
            caja(0.5, 0.5, ancho - 1, alto - 1, fondo, borde=borde, radio=8),
            *piezas,
            "</svg>\n",
        ]
    )


def tarjeta(alto: float, *piezas: str) -> str:
    """Un dibujo oscuro, del ancho de un README: se ve en páginas claras y oscuras."""
    return lienzo(ANCHO, alto, *piezas, borde=BORDE)


def caja(  # noqa: PLR0913 # las de un rectángulo
    x: float,
    y: float,
    ancho: float,
    alto: float,
    color: str,
    *,
    borde: str = "none",
    radio: int = 5,
) -> str:
    """Un rectángulo de esquinas redondas."""
    return (
        f'<rect x="{x}" y="{y}" width="{ancho}" height="{alto}" rx="{radio}" fill="{color}"'
        f' stroke="{borde}"/>'
    )


def rotulo(
    x: float, y: float, texto: str, color: str = TEXTO, *, donde: str = "middle", **estilo: object
) -> str:
    """Un texto; `donde` es start, middle o end; `estilo`, atributos (con _ por guion)."""
    atributos = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in estilo.items())
    return (
        f'<text x="{x}" y="{y}" fill="{color}" text-anchor="{donde}"{atributos}>'
        f"{escape(texto)}</text>"
    )


def linea(  # noqa: PLR0913 # las de una recta
    x1: float, y1: float, x2: float, y2: float, color: str, *, grosor: float = 1.5
) -> str:
    """Una recta."""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{color}" stroke-width="{grosor}"/>'
    )


def aspa(x: float, y: float, color: str, radio: float = 7) -> str:
    """Una ✗: aquí muere alguien."""
    return linea(x - radio, y - radio, x + radio, y + radio, color, grosor=3) + linea(
        x - radio, y + radio, x + radio, y - radio, color, grosor=3
    )
