"""Este módulo da las tareas que se envían: su función se sustituye por la tuya."""

import random
import secrets
from collections.abc import Iterator
from itertools import count

from comun.servicio.ajustes import Ajustes
from comun.tarea import Tarea


def tareas(ajustes: Ajustes) -> Iterator[Tarea]:
    """Da las tareas de una en una: aquí, TAREAS simuladas, de COMPLEJIDAD al azar.

    Se pide una cada INTERVALO segundos, o las que quepan, en el hilo que atiende la conexión: si
    una tarda más de unos 10 s, el broker corta la conexión, se abre otra y se sigue; nada se
    pierde. Si falla, se envían las que ya había dado y el productor sale con 1. Para enviar desde
    otro programa está encolar.py.
    """
    nombre = secrets.token_hex(3)  # distingue los ids de dos tandas
    azar = random.Random()
    for numero in range(1, ajustes.tareas + 1) if ajustes.tareas else count(1):
        if ajustes.semilla:
            azar.seed(f"{ajustes.semilla} {numero}")
        tipo = azar.choice(ajustes.tipos) if ajustes.tipos else None
        yield Tarea(
            id=f"{nombre}-{numero:04}",
            complejidad=_complejidad(azar, *ajustes.complejidad),
            tipo=tipo,
        )


def _complejidad(azar: random.Random, bajo: float, alto: float) -> float:
    if bajo.is_integer() and alto.is_integer():
        return azar.randint(int(bajo), int(alto))
    return round(azar.uniform(bajo, alto), 3)
