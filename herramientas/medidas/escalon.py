"""`make escalon` da 500 tareas de golpe a un taller que se escala solo, y lo dibuja."""

import sys
import time

from herramientas.dibujo import svg
from herramientas.medidas.medido import ahora
from herramientas.ordenes.escalar import Muestra, escala, mira
from herramientas.ordenes.regla import Regla
from herramientas.sistema.docker import RAIZ
from herramientas.sistema.taller import WORKERS, Taller, preparar

TAREAS = 500
IGUALES = 5  # muestras, una por segundo, antes de darlo por acabado
ANTES = 5  # y en calma, antes del escalón
LIMITE = 300.0  # s
DIBUJO = RAIZ / "docs/escalon.svg"
ANCHO, ALTO = svg.ANCHO, 340
IZQUIERDA, DERECHA, ARRIBA, ABAJO = 60, 50, 64, 44


def main() -> int:
    """Acaba con 0 si los workers suben al máximo y vuelven a bajar."""
    preparar()
    regla = Regla()
    with Taller("escalon", TAREAS=str(TAREAS), INTERVALO="0", COMPLEJIDAD="0.5") as taller:
        muestras = escalon(taller, regla)
    titulo = (
        f"{TAREAS} tareas de 0,5 s de golpe; un worker por cada {regla.por_worker} pendientes,"
        f" de {regla.minimo} a {regla.maximo} ({ahora().partition(' ')[0]})"
    )
    DIBUJO.write_text(grafica(titulo, muestras), encoding="utf-8")
    cima, fin = max(m.workers for m in muestras), muestras[-1].workers
    print(f"· hasta {cima} workers y de vuelta a {fin}: {DIBUJO.relative_to(RAIZ)}")
    return 0 if (cima, fin) == (regla.maximo, regla.minimo) else 1


def escalon(taller: Taller, regla: Regla) -> list[Muestra]:
    """Da las muestras desde la calma hasta que todo está hecho y los workers son los de antes."""
    taller.arrancar(*WORKERS, "monitor", "panel")
    taller.sano("worker2", 60)
    taller.esperar(lambda: mira(taller) == (0, len(WORKERS)))
    muestras: list[Muestra] = []
    fin = time.monotonic() + LIMITE

    def sigue() -> bool:
        subio = any(m.workers > regla.minimo for m in muestras)
        ultimas = {(m.pendientes, m.workers) for m in muestras[-IGUALES:]}
        return time.monotonic() < fin and not (subio and ultimas == {(0, regla.minimo)})

    for muestra in filter(None, escala(taller, regla, sigue)):
        muestras.append(muestra)
        print(muestra, flush=True)
        if len(muestras) == ANTES:
            taller.arrancar("--no-deps", "--no-recreate", "producer")
    return muestras


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


if __name__ == "__main__":
    sys.exit(main())
