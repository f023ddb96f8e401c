"""Las entregas de una suscripción, de una en una."""

from collections import deque
from dataclasses import dataclass

from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ConsumerCancelled

DE_CAMINO = 0.05  # s para que la cola entregue la que toca tras el último ack


@dataclass(frozen=True, slots=True)
class Entrega:
    """Se responde por el canal que la trajo: en otro, su delivery_tag no vale."""

    channel: BlockingChannel
    metodo: spec.Basic.Deliver
    propiedades: BasicProperties
    cuerpo: bytes

    @property
    def intento(self) -> int:
        """1 la primera vez; suma uno cada reject, y cada conexión perdida con la tarea sin ack."""
        # En una primera entrega, la cabecera no es del broker: es de quien publicó, y no cuenta
        veces = (self.propiedades.headers or {}).get("x-delivery-count")
        return veces + 1 if self.metodo.redelivered and isinstance(veces, int) else 1

    def ack(self) -> None:
        """El broker la da por hecha y la borra de la cola."""
        self.channel.basic_ack(self.metodo.delivery_tag or 0)

    def rechazar(self, *, vuelve: bool) -> None:
        """Con reject y no nack: en RabbitMQ 4.3 solo reject cuenta para el delivery-limit."""
        self.channel.basic_reject(self.metodo.delivery_tag or 0, requeue=vuelve)


class Entregas:
    """Lo que llega mientras se trabaja: con prefetch 1, una. La primera llamada suscribe."""

    def __init__(self, channel: BlockingChannel, cola: str, etiqueta: str) -> None:
        self._channel, self._cola, self._etiqueta = channel, cola, etiqueta
        self._esperan: deque[Entrega] = deque()
        self._canceladas = False

    def esperar(self, espera: float) -> bool:
        """Si hay alguna, o llega en esos segundos; falla como `atender`."""
        if not self._esperan:
            self.atender(espera)
        return bool(self._esperan)

    def siguiente(self) -> Entrega:
        """La que llegó primero; solo si la hay."""
        return self._esperan.popleft()

    def atender(self, espera: float = 0.0) -> None:
        """Atiende la conexión hasta que llegue algo, o durante esos segundos.

        Raises:
            AMQPError: se perdió la conexión, o el broker cerró el canal o canceló el consumo.
        """
        # pika se suscribe la primera vez. Si no da ni una vuelta, el broker canceló el consumo
        for metodo, propiedades, cuerpo in self._channel.consume(
            self._cola, inactivity_timeout=espera, consumer_tag=self._etiqueta
        ):
            if metodo and propiedades:
                self._esperan.append(Entrega(self._channel, metodo, propiedades, cuerpo or b""))
            return
        raise ConsumerCancelled

    def cancelar(self) -> None:
        """No recibe más, y lo que ya había llegado vuelve con nack, que no cuenta como intento.

        A lo que llega después de pedir `cancel`, pika le hace reject, que sí cuenta. Por eso antes
        se espera a lo que pueda venir de camino: con prefetch 1, en cuanto llega una ya no viene
        otra. Solo queda la que se publique en los milisegundos que tarda `cancel`.
        """
        if self._canceladas:
            return
        self._canceladas = True
        self._channel.basic_qos(prefetch_count=1)  # cuando contesta, lo enviado antes ya ha llegado
        self.esperar(DE_CAMINO)
        self._channel.cancel()
        while self._esperan:
            tag = self._esperan.popleft().metodo.delivery_tag or 0
            self._channel.basic_nack(tag, requeue=True)
