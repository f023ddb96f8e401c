"""El panel lee el diario, mira al broker y lo muestra en una página."""

import asyncio
import os
import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from comun.servicio.arranque import Servicio
from panel.emisor import Emisor
from panel.mirador import Mirador
from panel.oyente import Oyente
from panel.volcado import volcar
from panel.web import PUERTO, crear

if TYPE_CHECKING:
    from collections.abc import Iterator

TARDA = 2.0  # s que se da al servidor web y al oyente para acabar


class Servidor(uvicorn.Server):
    """El `Servidor` es Uvicorn, pero las señales van a `Parada`, como en los demás servicios."""

    @contextmanager
    def capture_signals(self) -> "Iterator[None]":
        """No captura ninguna señal."""
        yield


async def pedida(servicio: Servicio) -> None:
    """Vuelve cuando se pide parar."""
    while not servicio.parada.pedida:  # noqa: ASYNC110 # lo pone el manejador de la señal
        await asyncio.sleep(0.1)
    # Una mirada a la API de un broker congelado tarda 2 s por servidor: no se la espera más
    ultima = threading.Timer(TARDA, os._exit, (0,))
    ultima.daemon = True
    ultima.start()


async def servir(servicio: Servicio) -> None:
    """Sirve la página hasta que se pida parar.

    Raises:
        Irrecuperable: el broker no deja escuchar, o su API no deja mirar.
    """
    ajustes = servicio.ajustes
    mirador = Mirador(ajustes, servicio.log)
    emisor, oyente = Emisor(mirador), Oyente(servicio, mirador)
    servidor = Servidor(
        uvicorn.Config(
            crear(mirador, emisor, partial(volcar, servicio), ajustes.panel_hosts),
            host="0.0.0.0",  # noqa: S104 # en su contenedor; compose lo publica en 127.0.0.1
            port=PUERTO,
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
    )

    def acabar(_: object) -> None:
        servidor.should_exit = True
        emisor.cerrar()

    partes = (
        oyente.escuchar(), mirador.mirar_siempre(), emisor.emitir_siempre(), pedida(servicio),
    )  # fmt: skip
    tareas = [asyncio.create_task(parte) for parte in partes]
    for tarea in tareas:
        tarea.add_done_callback(acabar)
    try:
        await servidor.serve()
    finally:
        await oyente.parar()
    for tarea in tareas:
        if tarea.done():
            tarea.result()  # si la tarea falló, su error sale aquí


def main(servicio: Servicio) -> None:
    """Sirve la página hasta que se pida parar."""
    asyncio.run(servir(servicio))
