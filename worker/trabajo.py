"""Este módulo hace una tarea y simula los fallos (FALLOS=0.3), que no son cosa de `procesar`."""

import random
import time

from comun.servicio.ajustes import Ajustes
from comun.tarea import Tarea
from worker.procesar import procesar

Resultado = tuple[float, BaseException | None]  # segundos, y por qué salió mal


class FalloSimulado(Exception):
    """El trabajo se hizo, pero se simula que falló."""


def hacer(ajustes: Ajustes, tarea: Tarea, intento: int) -> Resultado:
    """Hace el trabajo de una tarea y devuelve cómo acabó."""
    inicio = time.monotonic()
    fallo = None
    try:
        procesar(tarea)
        fallar_a_veces(ajustes, tarea, intento)
    except BaseException as error:  # noqa: BLE001 # sea lo que sea, falla la tarea y no el worker
        fallo = error
    return time.monotonic() - inicio, fallo


def fallar_a_veces(ajustes: Ajustes, tarea: Tarea, intento: int) -> None:
    """Lanza FalloSimulado con probabilidad FALLOS.

    Con SEMILLA, el sorteo depende solo de ella, del número de la tarea y del intento: sale igual
    en cualquier worker.
    """
    semilla = f"{ajustes.semilla} {tarea.numero} {intento}" if ajustes.semilla else None
    if ajustes.fallos and random.Random(semilla).random() < ajustes.fallos:
        msg = "fallo simulado"
        raise FalloSimulado(msg)
