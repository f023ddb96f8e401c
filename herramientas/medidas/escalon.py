"""`make escalon` da 500 tareas de golpe a un taller que se escala solo, y lo dibuja."""

import sys
import time

from herramientas.medidas.grafica import grafica
from herramientas.medidas.medido import ahora
from herramientas.ordenes.escalar import Muestra, escala, mira
from herramientas.ordenes.regla import Regla
from herramientas.sistema.docker import RAIZ
from herramientas.sistema.taller import WORKERS, Taller, preparar

TAREAS = 500
CALMA = 5  # s iguales antes de darlo por acabado
ANTES = 5  # s de calma antes del escalón
LIMITE = 300.0  # s
DIBUJO = RAIZ / "docs/escalon.svg"


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
        ultimas = {(m.pendientes, m.workers) for m in muestras[-CALMA:]}
        return time.monotonic() < fin and not (subio and ultimas == {(0, regla.minimo)})

    for muestra in filter(None, escala(taller, regla, sigue)):
        muestras.append(muestra)
        print(muestra, flush=True)
        if len(muestras) == ANTES:
            taller.arrancar("--no-deps", "--no-recreate", "producer")
    return muestras


if __name__ == "__main__":
    sys.exit(main())
