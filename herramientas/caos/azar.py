"""F23: un golpe tras otro, al azar y bajo carga."""

import random
import time
from collections import Counter
from collections.abc import Callable

from herramientas.caos import de_workers, del_broker
from herramientas.caos.corrida import Corrida
from herramientas.sistema.taller import WORKERS

SEGUNDOS = 300
MINIMO = 2000  # tareas enviadas
ASIENTO = 6  # s; antes, para un worker es la misma caída, y no la dice otra vez
DE_UN_CORTE = 4  # una en manos de cada worker, y dos que el productor tuviera sin confirmar
GOLPES: dict[str, tuple[Callable[[Corrida], object], int]] = {  # y las repetidas que admite
    "F1": (de_workers.muere, 1),
    "F3": (de_workers.se_para, 0),
    "F4": (de_workers.se_congela, 1),
    "F5": (del_broker.se_reinicia, DE_UN_CORTE),
    "F6": (del_broker.muere, DE_UN_CORTE),
    "F10": (de_workers.se_queda_sin_red, 1),
}


def cinco_minutos(c: Corrida) -> None:
    """Un golpe cada vez que todo ha vuelto: rondas de los seis, barajados, a un worker al azar.

    Alguno puede caer entre dos tareas; que den en una se exige en su fila.
    """
    azar = random.Random(c.semilla)
    dados: Counter[str] = Counter()
    ronda: list[str] = []
    fin = time.monotonic() + SEGUNDOS
    while time.monotonic() < fin:
        c.taller.esperar(lambda: asentados(c))
        ronda = ronda or azar.sample(sorted(GOLPES), len(GOLPES))
        codigo = ronda.pop()
        c.victima, c.otro = azar.sample([c.victima, c.otro], 2)
        print(
            f"    {codigo} · {c.victima} · {fin - time.monotonic():.0f} s por delante", flush=True
        )
        GOLPES[codigo][0](c)
        dados[codigo] += 1
    c.para_al_productor()
    c.fila.deteccion = c.fila.recuperacion = None  # las del último golpe no dicen nada
    c.repetidas = sum(veces * GOLPES[codigo][1] for codigo, veces in dados.items())
    c.fila.notas = [" · ".join(f"{codigo} ×{n}" for codigo, n in sorted(dados.items()))]
    enviadas = len(c.recuento().enviadas)
    c.exige(enviadas >= MINIMO, f"solo se enviaron {enviadas} de {MINIMO}")


def asentados(c: Corrida) -> bool:
    """Si los workers llevan un rato suscritos."""
    listos = [t for worker in WORKERS for t in c.dicho(worker, r"\] listo · ")[-1:]]
    return time.time() - max(listos, default=0) > ASIENTO
