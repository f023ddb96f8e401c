"""El oyente: un hilo con su propia conexión de pika, que pasa los eventos al bucle del panel."""

import logging
import threading
from collections.abc import Callable

from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel, BlockingConnection

from comun.ajustes import Ajustes
from comun.evento import EXCHANGE
from comun.mantener import mantener
from comun.servicio import Irrecuperable, Parada

LIMITE = 2000  # mensajes que el broker guarda al panel si este no los lee; luego, los más nuevos


class Oyente:
    """Llama a `al_llegar` con cada mensaje y a `al_cambiar` al conectar y al perder la conexión.

    Las dos, desde el hilo del oyente. `error` es por qué acabó, si no tiene arreglo.
    """

    def __init__(
        self,
        ajustes: Ajustes,
        log: logging.Logger,
        al_llegar: Callable[[bytes], object],
        al_cambiar: Callable[[bool], object],
    ) -> None:
        self.error: Irrecuperable | None = None
        self._ajustes = ajustes
        self._log = log
        self._al_llegar = al_llegar
        self._al_cambiar = al_cambiar
        self._parada = Parada()  # la suya: las señales las atiende el servidor web
        self._hilo = threading.Thread(target=self._escuchar_siempre, name="oyente", daemon=True)

    def empezar(self, al_acabar: Callable[[], None]) -> None:
        """Arranca el hilo; `al_acabar` se llama si acaba por un error sin arreglo."""
        self._al_acabar = al_acabar
        self._hilo.start()

    def parar(self) -> None:
        """Se despide del broker, si contesta enseguida."""
        self._parada.pedida = True
        if despertar := self._parada.despertar:
            despertar()
            self._hilo.join(timeout=1)

    def _escuchar_siempre(self) -> None:
        try:
            mantener(self._ajustes, "panel", self._log, self._parada, self._escuchar)
        except Irrecuperable as error:
            self.error = error
            self._al_acabar()

    def _escuchar(self, conexion: BlockingConnection) -> None:
        channel = conexion.channel()
        limite = {"x-max-length": LIMITE}
        cola = channel.queue_declare("", exclusive=True, arguments=limite).method.queue
        channel.queue_bind(cola, EXCHANGE)
        channel.basic_consume(cola, self._mensaje, auto_ack=True)
        self._al_cambiar(True)  # noqa: FBT003 # conectado
        try:
            while not self._parada.pedida:
                conexion.process_data_events(None)
        finally:
            self._al_cambiar(False)  # noqa: FBT003

    def _mensaje(
        self, _canal: BlockingChannel, _: spec.Basic.Deliver, _p: BasicProperties, cuerpo: bytes
    ) -> None:
        self._al_llegar(cuerpo)
