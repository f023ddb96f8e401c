"""La gráfica muestra, segundo a segundo, lo pendiente y los workers de un taller que se escala."""

from herramientas.dibujo import svg
from herramientas.ordenes.escalar import Muestra

ANCHO, ALTO = svg.ANCHO, 340
IZQUIERDA, DERECHA, ARRIBA, ABAJO = 60, 50, 64, 44


def grafica(titulo: str, muestras: list[Muestra]) -> str:
    """Dibuja el SVG: a la izquierda, tareas pendientes (área); a la derecha, workers (escalera)."""
    fin = muestras[-1].segundo
    tareas = max(m.pendientes for m in muestras)
    workers = max(m.workers for m in muestras)
    suelo = ALTO - ABAJO

    def x(segundo: float) -> float:
        return round(IZQUIERDA + segundo / fin * (ANCHO - IZQUIERDA - DERECHA), 1)

    def y(valor: float, de: float) -> float:
        return round(suelo - valor / de * (suelo - ARRIBA), 1)

    pendientes = " ".join(f"{x(m.segundo)},{y(m.pendientes, tareas)}" for m in muestras)
    area = f"{IZQUIERDA},{suelo} {pendientes} {x(fin)},{suelo}"
    primera, *demas = muestras
    peldanos = " ".join(f"H{x(m.segundo)} V{y(m.workers, workers)}" for m in demas)
    escalera = f"M{x(primera.segundo)},{y(primera.workers, workers)} {peldanos}"
    return svg.lienzo(
        ANCHO,
        ALTO,
        svg.rotulo(20, 28, titulo, donde="start"),
        svg.rotulo(20, 50, "tareas pendientes", svg.AZUL, donde="start"),
        svg.rotulo(ANCHO - 20, 50, "workers", svg.VERDE, donde="end"),
        f'<polygon points="{area}" fill="{svg.AZUL}" fill-opacity="0.25" stroke="{svg.AZUL}"/>',
        f'<path d="{escalera}" fill="none" stroke="{svg.VERDE}" stroke-width="2.5"/>',
        *(svg.rotulo(x(s), ALTO - 18, f"{s} s", svg.TENUE) for s in range(0, int(fin) + 1, 10)),
        *(
            svg.rotulo(52, y(n, tareas) + 4, str(n), svg.AZUL, donde="end")
            for n in (0, tareas // 2, tareas)
        ),
        *(
            svg.rotulo(ANCHO - 42, y(n, workers) + 4, str(n), svg.VERDE, donde="start")
            for n in sorted({0, min(m.workers for m in muestras), workers})
        ),
        titulo=titulo,
    )
