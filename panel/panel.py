"""El panel: escucha los eventos, mira al broker y lo enseña en una página."""

import asyncio
import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from comun.ajustes import Ajustes
from comun.servicio import Parada, ejecutar
from panel.emisor import Emisor
from panel.mirador import Mirador
from panel.oyente import Oyente
from panel.web import crear

if TYPE_CHECKING:
    from collections.abc import Iterator

PUERTO = 8080


class Servidor(uvicorn.Server):
    """Uvicorn, pero las señales las atiende `Parada`, como en los demás servicios."""

    @contextmanager
    def capture_signals(self) -> "Iterator[None]":
        """No captura ninguna."""
        yield


async def servir(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Sirve la página hasta que se pida parar.

    Raises:
        Irrecuperable: el broker no deja escuchar, o su API no deja mirar.
    """
    bucle = asyncio.get_running_loop()
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
        ajustes,
        log,
        lambda cuerpo: bucle.call_soon_threadsafe(mirador.llega, cuerpo),
        al_cambiar,
    )
    parada.despertar = desde_otro_hilo
    oyente.empezar(al_acabar=desde_otro_hilo)
    miradas = bucle.create_task(mirador.mirar_siempre())
    miradas.add_done_callback(lambda _: acabar())
    envios = bucle.create_task(emisor.emitir_siempre())
    envios.add_done_callback(lambda _: acabar())
    try:
        await servidor.serve()
    finally:
        oyente.parar()
    if oyente.error:
        raise oyente.error
    for tarea in (miradas, envios):
        if tarea.done() and not tarea.cancelled() and (error := tarea.exception()):
            raise error


def mostrar(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Corre el panel."""
    asyncio.run(servir(ajustes, log, parada))


if __name__ == "__main__":
    sys.exit(ejecutar(lambda _: "panel", mostrar))
