"""El panel: escucha los eventos, mira al broker y lo enseña en una página."""

import asyncio
import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from comun.servicio import Servicio
from panel.emisor import Emisor
from panel.mirador import Mirador
from panel.oyente import Oyente
from panel.web import crear

if TYPE_CHECKING:
    from collections.abc import Iterator

PUERTO = 8080
TARDA = 2.0  # s que se da al servidor web y al oyente para acabar


class Servidor(uvicorn.Server):
    """Uvicorn, pero las señales las atiende `Parada`, como en los demás servicios."""

    @contextmanager
    def capture_signals(self) -> "Iterator[None]":
        """No captura ninguna."""
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
    bucle = asyncio.get_running_loop()
    ajustes, log = servicio.ajustes, servicio.log
    mirador = Mirador(ajustes, log)
    emisor = Emisor(mirador)
    servidor = Servidor(
        uvicorn.Config(
            crear(mirador, emisor),
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

    def acabar() -> None:
        servidor.should_exit = True
        emisor.cerrar()

    def desde_otro_hilo() -> None:
        bucle.call_soon_threadsafe(acabar)

    def al_cambiar(si: bool) -> None:  # noqa: FBT001
        if si:
            log.info("listo · modo %s · puerto %d", ajustes.modo.nombre, PUERTO)
        bucle.call_soon_threadsafe(lambda: mirador.conexion(abierta=si))

    oyente = Oyente(
        servicio,
        lambda cuerpo: bucle.call_soon_threadsafe(mirador.llega, cuerpo),
        al_cambiar,
    )
    oyente.empezar(al_acabar=desde_otro_hilo)
    miradas = bucle.create_task(mirador.mirar_siempre())
    miradas.add_done_callback(lambda _: acabar())
    envios = bucle.create_task(emisor.emitir_siempre())
    envios.add_done_callback(lambda _: acabar())
    paradas = bucle.create_task(pedida(servicio))
    paradas.add_done_callback(lambda _: acabar())
    try:
        await servidor.serve()
    finally:
        oyente.parar()
    if oyente.error:
        raise oyente.error
    for tarea in (miradas, envios):
        if tarea.done() and not tarea.cancelled() and (error := tarea.exception()):
            raise error


def main(servicio: Servicio) -> None:
    """Sirve la página hasta que se pida parar."""
    asyncio.run(servir(servicio))
