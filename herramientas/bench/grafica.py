"""La gráfica es de barras en SVG, una en claro y otra en oscuro."""

from herramientas.bench.medida import Resumen
from herramientas.dibujo import svg

TEMAS = {  # fondo, texto, texto suave, los demás, este taller
    "claro": ("#ffffff", "#1f2328", "#656d76", "#b6bfc9", "#0969da"),
    "oscuro": ("#0d1117", "#e6edf3", "#8d96a0", "#484f58", "#4493f8"),
}
ANCHO, ALTO, ETIQUETA, BARRA = 720, 26, 210, 380  # el alto es el de cada barra, con su margen


def barras(tema: str, titulo: str, unidad: str, resumenes: dict[str, Resumen]) -> str:
    """Devuelve el SVG; las barras de este taller van en color."""
    fondo, texto, suave, otros, taller = TEMAS[tema]
    tope = max(resumen.valor for resumen in resumenes.values())
    grande = {"font_size": 15, "font_weight": 600}
    piezas = [svg.rotulo(14, 26, titulo, texto, donde="start", **grande)]
    for puesto, (par, resumen) in enumerate(resumenes.items()):
        y = 46 + ALTO * puesto
        largo = round(max(2.0, BARRA * resumen.valor / tope))
        cifra = f"{resumen.valor:,.0f} {unidad}".replace(",", "\u202f")
        color = taller if par.startswith("este taller") else otros
        piezas += [
            svg.rotulo(ETIQUETA - 8, y + 13, par, texto, donde="end"),
            svg.caja(ETIQUETA, y, largo, 18, color, radio=2),
            svg.rotulo(ETIQUETA + largo + 6, y + 13, cifra, suave, donde="start"),
        ]
    alto = 56 + ALTO * len(resumenes)
    return svg.lienzo(ANCHO, alto, *piezas, titulo=titulo, fondo=fondo)
