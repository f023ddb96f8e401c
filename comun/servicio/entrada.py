"""Por este módulo entra `python -m` en un servicio."""

import os
import sys
from importlib import import_module

from comun.servicio.parada import Parada


def arrancar(modulo: str, nombre: str) -> None:
    """Atiende las señales y solo entonces carga el módulo de un servicio y corre su `main`.

    Cargar pika tarda una décima de segundo: una señal que llega entonces también pide parar.
    """
    parada = Parada()
    parada.escuchar()
    ejecutar = import_module("comun.servicio.arranque").ejecutar
    estado = ejecutar(parada, nombre, import_module(modulo).main)
    sys.stdout.flush()
    os._exit(estado)  # pika resuelve los nombres en un hilo: si el DNS tarda, sys.exit lo esperaría
