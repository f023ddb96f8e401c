"""`make escalon`: 500 tareas de golpe sobre un taller que se escala solo, y su dibujo."""

import sys
import time
from datetime import UTC, datetime

from herramientas.medidas.grafica import grafica
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
    """Estado 0 si se hacen todas y los workers suben y vuelven a bajar."""
    preparar()
    taller = Taller("escalon", TAREAS=str(TAREAS), INTERVALO="0", COMPLEJIDAD="0.5")
    regla = Regla()
    try:
        muestras = escalon(taller, regla)
    finally:
        taller.borrar()
    cuando = datetime.now(UTC).strftime("%Y-%m-%d")
    titulo = (
        f"{TAREAS} tareas de 0,5 s de golpe; un worker por cada {regla.por_worker} pendientes,"
        f" de {regla.minimo} a {regla.maximo} ({cuando})"
    )
    DIBUJO.write_text(grafica(titulo, muestras), encoding="utf-8")
    cima = max(m.workers for m in muestras)
    print(
        f"· hasta {cima} workers y de vuelta a {muestras[-1].workers}: {DIBUJO.relative_to(RAIZ)}"
    )
    return 0 if cima == regla.maximo and muestras[-1].workers == regla.minimo else 1


def escalon(taller: Taller, regla: Regla) -> list[Muestra]:
    """Las muestras, desde la calma hasta que todo está hecho y los workers son los de antes."""
    taller.arrancar("worker1", "worker2", "monitor", "panel")
    taller.sano("worker2", 60)
    taller.esperar(lambda: mira(taller) == (0, len(WORKERS)))
    muestras: list[Muestra] = []
    fin = time.monotonic() + LIMITE

    def sigue() -> bool:
        subio = any(m.workers > regla.minimo for m in muestras)
        bajo = subio and muestras[-1].pendientes == 0 and muestras[-1].workers == regla.minimo
        if bajo and muestras[-CALMA].workers == regla.minimo:
            return False
        return time.monotonic() < fin

    for muestra in filter(None, escala(taller, regla, sigue)):
        muestras.append(muestra)
        print(muestra, flush=True)
        if len(muestras) == ANTES:
            taller.compose("up", "-d", "--no-deps", "--no-recreate", "producer")
    return muestras


if __name__ == "__main__":
    sys.exit(main())
