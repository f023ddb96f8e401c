"""Este taller tal como se usa: sus módulos y, en el entorno, sus ajustes."""

import os
import runpy

from herramientas.bench.pares import LINEAS, correr


def publicar(cuantas: int) -> None:
    """El productor, con INTERVALO=0."""
    os.environ |= {"TAREAS": str(cuantas), "INTERVALO": "0", "COMPLEJIDAD": "0"}
    os.environ |= {"RABBIT_USER": "producer", "RABBIT_PASS": "producer"}
    runpy.run_module("producer", run_name="__main__")


def consumir() -> None:
    """Un worker."""
    os.environ |= {"RABBIT_USER": "worker", "RABBIT_PASS": "worker"}
    if LINEAS:
        os.environ["NIVEL_LOG"] = "INFO"
    runpy.run_module("worker", run_name="__main__")


if __name__ == "__main__":
    correr(publicar, consumir)
