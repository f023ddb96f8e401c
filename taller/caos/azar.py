"""F23: un golpe tras otro, al azar y bajo carga."""

import random
import time
from collections import Counter

from taller.caos import de_workers, del_broker
from taller.caos.corrida import Corrida
from taller.sistema import WORKERS

SEGUNDOS = 300
MINIMO = 2000  # tareas enviadas
POR_GOLPE = 2  # repetidas que se admiten: una en manos de cada worker
ASIENTO = 6  # s; antes, para un worker es la misma caída, y no la dice otra vez
GOLPES = {
    "F1": de_workers.muere,
    "F3": de_workers.se_para,
    "F4": de_workers.se_congela,
    "F5": del_broker.se_reinicia,
    "F6": del_broker.muere,
    "F10": de_workers.se_queda_sin_red,
}


def cinco_minutos(c: Corrida) -> None:
    """Un golpe cada vez que todo ha vuelto: rondas de los seis, barajados, a un worker al azar."""
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
        GOLPES[codigo](c)
        dados[codigo] += 1
    c.para_al_productor()
    c.fila.deteccion = c.fila.recuperacion = None  # las del último golpe no dicen nada
    c.repetidas = POR_GOLPE * dados.total()
    c.fila.notas = [" · ".join(f"{codigo} ×{n}" for codigo, n in sorted(dados.items()))]
    enviadas = len(c.libro().enviadas)
    c.exige(enviadas >= MINIMO, f"solo se enviaron {enviadas} de {MINIMO}")


def asentados(c: Corrida) -> bool:
    """Si los workers llevan un rato suscritos."""
    listos = [t for worker in WORKERS for t in c.dicho(worker, r"\] listo · ")[-1:]]
    return time.time() - max(listos, default=0) > ASIENTO
