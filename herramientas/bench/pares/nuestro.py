"""Este par es el taller tal como se usa: sus módulos y, en el entorno, sus ajustes."""

import os
import runpy


def publicar(cuantas: int) -> None:
    """Corre el productor sin pausa entre tareas."""
    os.environ |= {"TAREAS": str(cuantas), "INTERVALO": "0", "COMPLEJIDAD": "0"}
    _correr("producer")


def consumir() -> None:
    """Corre un worker."""
    _correr("worker")


def _correr(servicio: str) -> None:
    os.environ |= {"RABBIT_USER": servicio, "RABBIT_PASS": servicio}
    runpy.run_module(servicio, run_name="__main__")
