"""Los fallos simulados (FALLOS=0.3): aparte del trabajo, para quitarlos sin tocarlo."""

import random

from comun.ajustes import Ajustes
from comun.tarea import Tarea


class FalloSimulado(Exception):
    """El trabajo se hizo, pero toca hacer como que salió mal."""

    def __str__(self) -> str:
        """Lo que dice la línea del registro."""
        return "fallo simulado"


def fallar_a_veces(ajustes: Ajustes, tarea: Tarea, intento: int) -> None:
    """Falla con probabilidad `ajustes.fallos`.

    Con SEMILLA el sorteo depende solo de ella, del número de la tarea y del intento: sale igual
    la haga el worker que la haga.

    Raises:
        FalloSimulado: si ha tocado.
    """
    if not ajustes.fallos:
        return
    semilla = f"{ajustes.semilla} {tarea.numero} {intento}" if ajustes.semilla else None
    if random.Random(semilla).random() < ajustes.fallos:
        raise FalloSimulado
