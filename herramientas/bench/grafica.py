"""Las gráficas: barras en SVG, en claro y en oscuro."""

from pathlib import Path

from herramientas.bench.filas import Resumen
from herramientas.dibujo import svg

CARPETA = Path(__file__).parent
TEMAS = {  # fondo, texto, texto suave, los demás, este taller
    "claro": ("#ffffff", "#1f2328", "#656d76", "#b6bfc9", "#0969da"),
    "oscuro": ("#0d1117", "#e6edf3", "#8d96a0", "#484f58", "#4493f8"),
}
ANCHO, FILA, ETIQUETA, BARRA = 720, 26, 210, 380


def barras(nombre: str, titulo: str, unidad: str, datos: dict[str, Resumen]) -> None:
    """Escribe `nombre-claro.svg` y `nombre-oscuro.svg`; las de este taller van en color."""
    tope = max(dato.valor for dato in datos.values())
    for tema, (fondo, texto, suave, otros, taller) in TEMAS.items():
        grande = {"font_size": 15, "font_weight": 600}
        piezas = [svg.rotulo(14, 26, titulo, texto, donde="start", **grande)]
        for puesto, (par, dato) in enumerate(datos.items()):
            y = 46 + FILA * puesto
            largo = round(max(2.0, BARRA * dato.valor / tope))
            cifra = f"{dato.valor:,.0f} {unidad}".replace(",", "\u202f")
            color = taller if par.startswith("este taller") else otros
            piezas += [
                svg.rotulo(ETIQUETA - 8, y + 13, par, texto, donde="end"),
                svg.caja(ETIQUETA, y, largo, 18, color, radio=2),
                svg.rotulo(ETIQUETA + largo + 6, y + 13, cifra, suave, donde="start"),
            ]
        dibujo = svg.lienzo(ANCHO, 56 + FILA * len(datos), *piezas, titulo=titulo, fondo=fondo)
        (CARPETA / f"{nombre}-{tema}.svg").write_text(dibujo, encoding="utf-8")
