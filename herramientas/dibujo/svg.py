"""Un SVG se hace con piezas, que un lienzo lleva juntas."""

from html import escape

ANCHO = 830  # puntos: lo que mide un README en GitHub
FONDO, BORDE, TEXTO, TENUE = "#161b22", "#3d444d", "#d1d7e0", "#8b949e"
AZUL, VERDE, AMBAR, ROJO, LILA = "#79c0ff", "#56d364", "#e3b341", "#ff7b72", "#d2a8ff"


def lienzo(
    ancho: float,
    alto: float,
    *piezas: str,
    titulo: str = "",
    fondo: str = FONDO,
    borde: str = "none",
) -> str:
    """Devuelve el dibujo entero, sobre un fondo redondeado; el título es para quien no lo ve."""
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
    """Dibuja un rectángulo de esquinas redondas."""
    return (
        f'<rect x="{x}" y="{y}" width="{ancho}" height="{alto}" rx="{radio}" fill="{color}"'
        f' stroke="{borde}"/>'
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


def linea(  # noqa: PLR0913 # las de una recta
    x1: float, y1: float, x2: float, y2: float, color: str, *, grosor: float = 1.5
) -> str:
    """Traza una recta."""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{color}" stroke-width="{grosor}"/>'
    )
