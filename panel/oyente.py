"""El oyente pasa el diario al bucle del panel desde un hilo con su propia conexión de pika."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from comun.servicio.arranque import Servicio, hilo
from comun.servicio.conexion import abierta, mantener
from comun.servicio.errores import Irrecuperable
from comun.servicio.parada import MIRA_SI_PARAR, Parada
from panel.mirador import Mirador
from panel.web import PUERTO
from seguimiento.lector import Lector


class Oyente:
    """El `Oyente` da cada lote a un mirador, y le dice cuándo se abre y se pierde la conexión."""

    def __init__(self, servicio: Servicio, mirador: Mirador) -> None:
        # Su parada no es la de las señales: la pide `parar`, cuando el servidor web ya ha acabado
        self._servicio = replace(servicio, parada=Parada())
        self._mirador, self._bucle = mirador, asyncio.get_running_loop()
        self._lector = Lector(
            servicio.log.name, lambda lote: self._en_el_bucle(mirador.llega, lote)
        )
        self._acabado: asyncio.Future[None] = self._bucle.create_future()

    async def escuchar(self) -> None:
        """Escucha hasta que se llame a `parar`.

        Raises:
            Irrecuperable: el broker no deja escuchar.
        """
        hilo(self._servicio.log, "oyente", self._escuchar_siempre).start()
        await self._acabado

    async def parar(self) -> None:
        """Se despide del broker, si contesta enseguida."""
        self._servicio.parada.pedida = True
        await asyncio.wait([self._acabado], timeout=1)

    def _en_el_bucle(self, hacer: Callable[..., object], *datos: object) -> None:
        """Hace algo en el bucle y espera a que acabe: el broker guarda lo que aún no se lee."""

        async def hecho() -> None:
            hacer(*datos)

        if not self._servicio.parada.pedida:  # si se pidió, el bucle está acabando
            asyncio.run_coroutine_threadsafe(hecho(), self._bucle).result()

    def _escuchar_siempre(self) -> None:
        acabar: Callable[[], object] = partial(self._acabado.set_result, None)
        try:
            mantener(self._servicio, self._sesion)
        except Irrecuperable as error:
            acabar = partial(self._acabado.set_exception, error)
        with suppress(RuntimeError):  # el bucle no esperó más, y está cerrado
            self._bucle.call_soon_threadsafe(acabar)

    def _sesion(self, servidor: str) -> None:
        modo = self._servicio.ajustes.modo.nombre
        with abierta(self._servicio, servidor) as conexion:
            atender = self._lector.suscribir(conexion)
            self._servicio.log.info("listo · modo %s · puerto %d", modo, PUERTO)
            self._en_el_bucle(self._mirador.conexion, True)  # noqa: FBT003 # abierta
            try:
                while not self._servicio.parada.pedida:
                    atender(MIRA_SI_PARAR)
            finally:
                self._en_el_bucle(self._mirador.conexion, False)  # noqa: FBT003
