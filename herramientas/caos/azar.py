"""F23 da un golpe tras otro, al azar y bajo carga."""

import random
import time
from collections import Counter

from herramientas.caos.corrida import Corrida
from herramientas.caos.fallo import Fallo
from herramientas.caos.tabla import FALLOS, SIN_FIN
from herramientas.sistema.taller import WORKERS

CARGA = {**SIN_FIN, "INTERVALO": "0.05", "COMPLEJIDAD": "0.05-0.12"}  # casi siempre hay una en mano
SEGUNDOS = 300
MINIMO = 2000  # tareas enviadas
ASIENTO = 6  # s; antes, para un worker es la misma caída, y no la dice otra vez
GOLPES = {f.nombre: f for f in FALLOS if f.nombre in {"F1", "F3", "F4", "F5", "F6", "F10"}}


def cinco_minutos(c: Corrida) -> None:
    """Da un golpe cada vez que todo ha vuelto: rondas de los seis, barajados, a un worker al azar.

    Alguno puede caer entre dos tareas; que den en una se exige en su fila.
    """
    azar = random.Random(c.semilla)
    dados: Counter[str] = Counter()
    ronda: list[str] = []
    fin = time.monotonic() + SEGUNDOS
    while (quedan := fin - time.monotonic()) > 0:
        c.taller.esperar(lambda: asentados(c))
        ronda = ronda or azar.sample(sorted(GOLPES), len(GOLPES))
        codigo = ronda.pop()
        c.victima, c.otro = azar.sample([c.victima, c.otro], 2)
        print(f"    {codigo} · {c.victima} · {quedan:.0f} s por delante", flush=True)
        GOLPES[codigo].provoca(c)
        dados[codigo] += 1
    c.para("producer")
    c.fila.deteccion = c.fila.recuperacion = None  # las del último golpe no dicen nada
    c.repetidas = sum(veces * (GOLPES[codigo].repetidas or 0) for codigo, veces in dados.items())
    c.fila.notas = [" · ".join(f"{codigo} ×{n}" for codigo, n in sorted(dados.items()))]
    enviadas = len(c.recuento().enviadas)
    c.exige(enviadas >= MINIMO, f"solo se enviaron {enviadas} de {MINIMO}")


def asentados(c: Corrida) -> bool:
    """Dice si los workers llevan un rato suscritos."""
    listos = [t for worker in WORKERS for t in c.dicho(worker, r"\] listo · ")[-1:]]
    return time.time() - max(listos, default=0) > ASIENTO


AZAR = Fallo("F23", "cinco minutos de golpes al azar", cinco_minutos, CARGA, recuperacion=None)
