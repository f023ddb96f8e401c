"""El lector lee el diario desde el principio y, tras un corte, sigue por donde iba."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel, BlockingConnection
from pika.exceptions import ConsumerCancelled, StreamLostError

from seguimiento.lote import Lote, LoteInvalido

COLA = "eventos"  # es un stream, y está en rabbitmq/definiciones.json
PREFETCH = 50  # mensajes sin ack; un stream exige que haya un límite


class Lector:
    """El `Lector` llama a `al_llegar` con cada lote; dura más que una conexión."""

    def __init__(self, etiqueta: str, al_llegar: Callable[[Lote], object]) -> None:
        self._etiqueta, self._al_llegar = etiqueta, al_llegar
        self._siguiente: int | str = "first"
        self._prefetch = PREFETCH

    def suscribir(self, conexion: BlockingConnection) -> Callable[[float], None]:
        """Se suscribe y devuelve la función que atiende la conexión durante unos segundos.

        Raises:
            AMQPError: se perdió la conexión, no hay diario, o no se puede leer.
        """
        channel = conexion.channel()
        channel.basic_qos(prefetch_count=self._prefetch)
        desde = {"x-stream-offset": self._siguiente}
        with self._saltando():
            channel.basic_consume(COLA, self._mensaje, consumer_tag=self._etiqueta, arguments=desde)

        def atender(segundos: float) -> None:
            with self._saltando():
                conexion.process_data_events(segundos)
            if not channel.consumer_tags:  # el broker canceló el consumo, y pika no falla por ello
                raise ConsumerCancelled

        return atender

    @contextmanager
    def _saltando(self) -> Iterator[None]:
        """Salta el mensaje que pika no sabe leer: corta la conexión, y en un stream sigue ahí.

        En la conexión siguiente los mensajes se piden de uno en uno, hasta que llegue alguno; si se
        corta otra vez sin que llegue ninguno, el que falla es el primero, y ese se salta.
        """
        try:
            yield
        except StreamLostError as error:
            if "ValueError" in repr(error):
                antes = self._siguiente if isinstance(self._siguiente, int) else 0
                self._siguiente = antes + (self._prefetch == 1)
                self._prefetch = 1
            raise

    def _mensaje(
        self,
        channel: BlockingChannel,
        entrega: spec.Basic.Deliver,
        propiedades: BasicProperties,
        cuerpo: bytes,
    ) -> None:
        """Lee un mensaje del diario, y anota por dónde se sigue tras un corte."""
        offset = (propiedades.headers or {}).get("x-stream-offset", 0)
        with suppress(LoteInvalido):  # al exchange puede escribir cualquier cliente con permiso
            self._al_llegar(Lote.de_json(cuerpo, offset))
        self._siguiente, self._prefetch = offset + 1, PREFETCH
        channel.basic_ack(entrega.delivery_tag or 0)
