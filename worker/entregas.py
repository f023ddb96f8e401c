"""Las entregas que tiene un worker: una de cada cola a lo más, y se hacen por orden de llegada."""

import time
from collections import deque
from dataclasses import dataclass, field
from functools import partial

from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ConsumerCancelled

DE_CAMINO = 0.05  # s para que una cola entregue la que toca tras el último ack


@dataclass(slots=True)
class Entrega:
    """Se responde por el canal que la trajo: en otro, su delivery_tag no es válido."""

    cola: str
    channel: BlockingChannel
    metodo: spec.Basic.Deliver
    propiedades: BasicProperties
    cuerpo: bytes
    llego: float = field(default_factory=time.monotonic)
    respondida: bool = False

    @property
    def intento(self) -> int:
        """1 la primera vez; suma uno cada reject, y cada conexión perdida con la tarea sin ack."""
        # En una primera entrega, la cabecera no es del broker: es de quien publicó, y no cuenta
        veces = (self.propiedades.headers or {}).get("x-delivery-count")
        return veces + 1 if self.metodo.redelivered and isinstance(veces, int) else 1

    def ack(self) -> None:
        """El broker la da por hecha y la borra de la cola."""
        self.respondida = True
        self.channel.basic_ack(self.metodo.delivery_tag or 0)

    def rechazar(self, *, vuelve: bool) -> None:
        """Con reject y no nack: en RabbitMQ 4.3 solo reject cuenta para el delivery-limit."""
        self.respondida = True
        self.channel.basic_reject(self.metodo.delivery_tag or 0, requeue=vuelve)

    def devolver(self) -> None:
        """Vuelve intacta: con nack, que no cuenta como intento."""
        self.respondida = True
        self.channel.basic_nack(self.metodo.delivery_tag or 0, requeue=True)

    def vencida(self, plazo: float) -> bool:
        """Si el broker ya se la habrá dado a otro: PLAZO_ACK corre desde que la envió."""
        return time.monotonic() - self.llego >= plazo


class Entregas:
    """Lo que llega mientras se trabaja: con prefetch 1, una de cada cola."""

    def __init__(self, channel: BlockingChannel, colas: list[str], etiqueta: str) -> None:
        self._channel = channel
        # Las etiquetas no se repiten en un canal; con una sola cola es el nombre del worker
        self._etiquetas = {c: etiqueta if len(colas) == 1 else f"{etiqueta}.{c}" for c in colas}
        self._esperan: deque[Entrega] = deque()
        self._en_mano: Entrega | None = None
        self._canceladas = False

    def suscribir(self) -> None:
        """Empieza a recibir; falla como `atender`."""
        for cola, etiqueta in self._etiquetas.items():
            self._channel.basic_consume(cola, partial(self._llega, cola), consumer_tag=etiqueta)

    def _llega(
        self,
        cola: str,
        channel: BlockingChannel,
        metodo: spec.Basic.Deliver,
        propiedades: BasicProperties,
        cuerpo: bytes,
    ) -> None:
        self._esperan.append(Entrega(cola, channel, metodo, propiedades, cuerpo))

    def esperar(self, espera: float) -> bool:
        """Si hay alguna, o llega en esos segundos; falla como `atender`."""
        self._en_mano = None
        self._mirar_si_falta_alguna()
        if not self._esperan:
            self.atender(espera)
        return bool(self._esperan)

    def siguiente(self) -> Entrega:
        """La que llegó primero; solo si la hay."""
        self._en_mano = entrega = self._esperan.popleft()
        return entrega

    def atender(self, espera: float = 0.0) -> None:
        """Atiende la conexión hasta que llegue algo, o durante esos segundos.

        Raises:
            AMQPError: se perdió la conexión, el broker cerró el canal, o canceló un consumo (el de
                la tarea en mano; el de otra cola, cuando se acabe con ella).
        """
        # La pública no dice por qué cerró el broker el canal
        self._channel._process_data_events(espera)  # noqa: SLF001
        self._mirar_si_falta_alguna()

    def _mirar_si_falta_alguna(self) -> None:
        """Si el broker ha cancelado un consumo: se deja esa cola y, en cuanto se pueda, todas."""
        vivas = self._channel.consumer_tags
        if len(vivas) == len(self._etiquetas):
            return
        perdidas = {cola for cola, etiqueta in self._etiquetas.items() if etiqueta not in vivas}
        # Las que esperaban de ellas ya son de otro
        self._esperan = deque(e for e in self._esperan if e.cola not in perdidas)
        if not self._en_mano or self._en_mano.cola in perdidas:
            self._devolver_las_que_esperan()  # cerrar sin más les costaría un intento
            raise ConsumerCancelled

    def _devolver_las_que_esperan(self) -> None:
        while self._esperan:
            self._esperan.popleft().devolver()

    def cancelar(self) -> None:
        """No recibe más, y lo que ya había llegado vuelve intacto.

        A lo que llega después de pedir `cancel`, pika le hace reject, que cuenta como intento. Por
        eso antes se espera a lo que pueda venir de camino: con prefetch 1, la cola que ya entregó
        una no entrega otra. Solo queda la que se publique en los milisegundos que tarda `cancel`.
        """
        if self._canceladas:
            return
        self._canceladas = True
        self._channel.basic_qos(prefetch_count=1)  # cuando contesta, lo enviado antes ya ha llegado
        limite = time.monotonic() + DE_CAMINO
        while self._libres() and (queda := limite - time.monotonic()) > 0:
            self.atender(queda)
        for etiqueta in self._etiquetas.values():
            self._channel.basic_cancel(etiqueta)
        self._devolver_las_que_esperan()

    def _libres(self) -> set[str]:
        """Las colas que aún pueden entregar."""
        sin_responder = [*self._esperan, *filter(None, [self._en_mano])]
        return self._etiquetas.keys() - {e.cola for e in sin_responder if not e.respondida}
