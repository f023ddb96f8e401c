"""Un par de Python se corre con `python -m herramientas.bench.pares PAR` y lo que se le pide.

Se le pide `publicar N`, `consumir` o `version`.
"""

import asyncio
import platform
import sys
from importlib import import_module
from importlib.metadata import version

import uvloop


def main(par: str, que: str, cuantas: str = "0") -> None:
    """Hace lo que se pide con la biblioteca de ese par."""
    if que == "version":
        paquete = "pika" if par == "nuestro" else par.replace("_", "-")
        print(f"Python {platform.python_version()}, {paquete} {version(paquete)}")
        return
    modulo = import_module(f"herramientas.bench.pares.{par}")
    hecho = modulo.publicar(int(cuantas)) if que == "publicar" else modulo.consumir()
    if asyncio.iscoroutine(hecho):
        uvloop.run(hecho)


if __name__ == "__main__":
    main(*sys.argv[1:])
