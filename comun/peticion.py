"""Lo que se le pide al broker y puede tardar: se dice que se espera, y una señal lo interrumpe."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from comun.pausas import AVISO
from comun.servicio import Parada


@contextmanager
def peticion(log: logging.Logger, parada: Parada) -> Iterator[None]:
    """Para lo que espera una respuesta (declarar, consumir) sin nada más a medias en este hilo.

    A un cluster sin mayoría se entra, pero no deja declarar ni consumir: responde con un error a
    los 30 o 60 s, o cuando vuelve la mayoría. Lo dice un hilo, porque este espera.

    Raises:
        SystemExit: se pide parar antes de la respuesta. El canal ya no sirve, ni para cerrarlo.
    """
    fin = threading.Event()

    def avisar() -> None:
        while not fin.wait(AVISO):
            log.info("esperando a RabbitMQ: responde, pero no atiende (¿sin mayoría de nodos?)")

    despertar, parada.despertar = parada.despertar, None
    if parada.pedida:  # la señal llegó justo antes
        sys.exit(0)
    try:
        threading.Thread(target=avisar, name="espera", daemon=True).start()
        yield
    finally:
        fin.set()
        parada.despertar = despertar
