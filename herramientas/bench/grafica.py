"""Las gráficas: barras en SVG, en claro y en oscuro, sin nada que instalar."""

from html import escape
from pathlib import Path

from herramientas.bench.filas import Resumen

CARPETA = Path(__file__).parent
TEMAS = {  # fondo, texto, texto suave, los demás, este taller
    "claro": ("#ffffff", "#1f2328", "#656d76", "#b6bfc9", "#0969da"),
    "oscuro": ("#0d1117", "#e6edf3", "#8d96a0", "#484f58", "#4493f8"),
}
ANCHO, FILA, ETIQUETA, BARRA = 720, 26, 210, 380
MARCO = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{ancho}" height="{alto}"
 viewBox="0 0 {ancho} {alto}" font-family="system-ui, sans-serif" font-size="13">
<title>{titulo}</title>
<rect width="{ancho}" height="{alto}" fill="{fondo}"/>
<text x="14" y="26" font-size="15" font-weight="600" fill="{texto}">{titulo}</text>
{barras}
</svg>
"""
UNA = """\
<text x="{etiqueta}" y="{y_texto}" text-anchor="end" fill="{texto}">{par}</text>
<rect x="{x}" y="{y}" width="{largo:.0f}" height="18" rx="2" fill="{color}"/>
<text x="{fin:.0f}" y="{y_texto}" fill="{suave}">{cifra}</text>"""


def barras(nombre: str, titulo: str, unidad: str, datos: dict[str, Resumen]) -> None:
    """Escribe `nombre-claro.svg` y `nombre-oscuro.svg`; las de este taller van en color."""
    for tema, (fondo, texto, suave, otros, taller) in TEMAS.items():
        tope = max(r.valor for r in datos.values())
        piezas = []
        for puesto, (par, dato) in enumerate(datos.items()):
            y = 46 + FILA * puesto
            largo = max(2.0, BARRA * dato.valor / tope)
            cifra = f"{dato.valor:,.0f} {unidad}".replace(",", "\u202f")
            color = taller if par.startswith("este taller") else otros
            piezas.append(
                UNA.format(
                    etiqueta=ETIQUETA - 8,
                    y=y,
                    y_texto=y + 13,
                    x=ETIQUETA,
                    largo=largo,
                    fin=ETIQUETA + largo + 6,
                    par=escape(par),
                    cifra=cifra,
                    color=color,
                    texto=texto,
                    suave=suave,
                )
            )
        svg = MARCO.format(
            ancho=ANCHO,
            alto=56 + FILA * len(datos),
            titulo=escape(titulo),
            fondo=fondo,
            texto=texto,
            barras="\n".join(piezas),
        )
        (CARPETA / f"{nombre}-{tema}.svg").write_text(svg, encoding="utf-8")
