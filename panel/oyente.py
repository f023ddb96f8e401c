"""El oyente: un hilo con su propia conexión de pika, que pasa los eventos al bucle del panel."""

from collections.abc import Callable
from dataclasses import replace

from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ConsumerCancelled

from comun.conexion import abierta, mantener
from comun.evento import EXCHANGE
from comun.parada import MIRADA, Parada
from comun.servicio import Irrecuperable, Servicio, hilo

LIMITE = 2000  # mensajes que el broker guarda al panel si este no los lee; luego, los más nuevos


class Oyente:
    """Llama a `al_llegar` con cada mensaje y a `al_cambiar` al conectar y al perder la conexión.

    Las dos, desde el hilo del oyente. `error` es por qué acabó, si no tiene arreglo.
    """

    def __init__(
        self,
        servicio: Servicio,
        al_llegar: Callable[[bytes], object],
        al_cambiar: Callable[[bool], object],
    ) -> None:
        self.error: Irrecuperable | None = None
        # La parada es la suya: las señales las atiende el servidor web
        self._servicio = replace(servicio, parada=Parada())
        self._al_llegar = al_llegar
        self._al_cambiar = al_cambiar
        self._hilo = hilo(servicio.log, "oyente", self._escuchar_siempre)

    def empezar(self, al_acabar: Callable[[], None]) -> None:
        """Arranca el hilo; `al_acabar` se llama si acaba por un error sin arreglo."""
        self._al_acabar = al_acabar
        self._hilo.start()

    def parar(self) -> None:
        """Se despide del broker, si contesta enseguida."""
        self._servicio.parada.pedida = True
        self._hilo.join(timeout=1)

    def _escuchar_siempre(self) -> None:
        try:
            mantener(self._servicio, self._conectado)
        except Irrecuperable as error:
            self.error = error
            self._al_acabar()

    def _conectado(self, servidor: str) -> None:
        with abierta(self._servicio, servidor) as conexion:
            channel = conexion.channel()
            limite = {"x-max-length": LIMITE}
            cola = channel.queue_declare("", exclusive=True, arguments=limite).method.queue
            channel.queue_bind(cola, EXCHANGE)
            channel.basic_consume(cola, self._mensaje, auto_ack=True, consumer_tag="panel")
            self._al_cambiar(True)  # noqa: FBT003 # conectado
            try:
                while not self._servicio.parada.pedida:
                    conexion.process_data_events(MIRADA)
                    if not channel.consumer_tags:  # lo canceló el broker, y pika no falla por ello
                        raise ConsumerCancelled
            finally:
                self._al_cambiar(False)  # noqa: FBT003

    def _mensaje(
        self, _canal: BlockingChannel, _: spec.Basic.Deliver, _p: BasicProperties, cuerpo: bytes
    ) -> None:
        self._al_llegar(cuerpo)
