"""Un worker tiene como mucho una entrega sin responder de cada cola; las hace según llegan."""

import time
from collections import deque
from dataclasses import dataclass, field
from functools import partial

from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ConsumerCancelled

DE_CAMINO = 0.05  # s para que una cola entregue la siguiente tras el último ack


@dataclass(slots=True)
class Entrega:
    """Una `Entrega` se responde por el canal que la trajo: otro no conoce su delivery_tag."""

    cola: str
    channel: BlockingChannel
    metodo: spec.Basic.Deliver
    propiedades: BasicProperties
    cuerpo: bytes
    llego: float = field(default_factory=time.monotonic)
    respondida: bool = False

    @property
    def intento(self) -> int:
        """Devuelve 1 la primera vez, y uno más por cada reject y cada conexión perdida sin ack."""
        # En una primera entrega, la cabecera no es del broker sino de quien publicó, y no cuenta
        veces = (self.propiedades.headers or {}).get("x-delivery-count")
        return veces + 1 if self.metodo.redelivered and isinstance(veces, int) else 1

    def ack(self) -> None:
        """Pide al broker que dé la tarea por hecha y la borre de la cola."""
        self.respondida = True
        self.channel.basic_ack(self.metodo.delivery_tag or 0)

    def rechazar(self, *, vuelve: bool) -> None:
        """Responde reject y no nack: en RabbitMQ 4.3 solo reject cuenta para el delivery-limit."""
        self.respondida = True
        self.channel.basic_reject(self.metodo.delivery_tag or 0, requeue=vuelve)

    def devolver(self) -> None:
        """Devuelve la tarea intacta a su cola, con nack, que no cuenta como intento."""
        self.respondida = True
        self.channel.basic_nack(self.metodo.delivery_tag or 0, requeue=True)

    def vencida(self, plazo: float) -> bool:
        """Dice si el broker ya habrá dado la tarea a otro: PLAZO_ACK corre desde que la envió."""
        return time.monotonic() - self.llego >= plazo


class Entregas:
    """Unas `Entregas` guardan lo que llega mientras se trabaja: con prefetch 1, una por cola."""

    def __init__(self, channel: BlockingChannel, colas: list[str], etiqueta: str) -> None:
        self._channel = channel
        # Una etiqueta no se puede repetir en un canal; con una sola cola es el nombre del worker
        self._etiquetas = {c: etiqueta if len(colas) == 1 else f"{etiqueta}.{c}" for c in colas}
        self._esperan: deque[Entrega] = deque()
        self._en_mano: Entrega | None = None
        self._canceladas = False

    def suscribir(self) -> None:
        """Empieza a recibir; lanza los errores de `atender`."""
        for cola, etiqueta in self._etiquetas.items():
            self._channel.basic_consume(
                cola, partial(self._llega, cola), auto_ack=False, consumer_tag=etiqueta
            )

    def _llega(
        self,
        cola: str,
        channel: BlockingChannel,
        metodo: spec.Basic.Deliver,
        propiedades: BasicProperties,
        cuerpo: bytes,
    ) -> None:
        """Guarda una entrega, que espera su turno."""
        self._esperan.append(Entrega(cola, channel, metodo, propiedades, cuerpo))

    def esperar(self, espera: float) -> bool:
        """Dice si hay alguna entrega, o llega en `espera` s; lanza los errores de `atender`."""
        self._en_mano = None
        self._comprobar_consumos()
        if not self._esperan:
            self.atender(espera)
        return bool(self._esperan)

    def siguiente(self) -> Entrega:
        """Devuelve la entrega que llegó primero, que queda en mano; tiene que haber alguna."""
        self._en_mano = entrega = self._esperan.popleft()
        return entrega

    def atender(self, espera: float = 0.0) -> None:
        """Atiende la conexión hasta que llegue algo, o durante `espera` segundos.

        Raises:
            AMQPError: se perdió la conexión, el broker cerró el canal, o canceló un consumo (el de
                la tarea en mano o, cuando esta se acabe, el de otra cola).
        """
        # La función pública de pika no dice por qué el broker cerró el canal
        self._channel._process_data_events(espera)  # noqa: SLF001
        self._comprobar_consumos()

    def _comprobar_consumos(self) -> None:
        """Mira si el broker ha cancelado un consumo: deja esa cola y, en cuanto pueda, todas."""
        vivas = self._channel.consumer_tags
        if len(vivas) == len(self._etiquetas):
            return
        perdidas = {cola for cola, etiqueta in self._etiquetas.items() if etiqueta not in vivas}
        # Las entregas que esperaban, si son de esas colas, ya son de otro worker
        self._esperan = deque(e for e in self._esperan if e.cola not in perdidas)
        if not self._en_mano or self._en_mano.cola in perdidas:
            self._devolver_las_que_esperan()  # cerrar sin devolverlas les costaría un intento
            raise ConsumerCancelled

    def _devolver_las_que_esperan(self) -> None:
        while self._esperan:
            self._esperan.popleft().devolver()

    def cancelar(self) -> None:
        """Deja de recibir y devuelve intacto lo que ya había llegado.

        pika responde reject a lo que llega después de pedir `cancel`, y eso cuenta como intento.
        Por eso antes se espera a lo que pueda venir de camino: con prefetch 1, la cola que ya
        entregó una no entrega otra. Solo queda la que se publique en los milisegundos que tarda
        `cancel`.
        """
        if self._canceladas:
            return
        self._canceladas = True
        self._channel.basic_qos(prefetch_count=1)  # cuando contesta, ya llegó lo enviado antes
        limite = time.monotonic() + DE_CAMINO
        while self._libres() and (queda := limite - time.monotonic()) > 0:
            self.atender(queda)
        for etiqueta in self._etiquetas.values():
            self._channel.basic_cancel(etiqueta)
        self._devolver_las_que_esperan()

    def _libres(self) -> set[str]:
        """Devuelve las colas que aún pueden entregar."""
        sin_responder = [*self._esperan, *filter(None, [self._en_mano])]
        return self._etiquetas.keys() - {e.cola for e in sin_responder if not e.respondida}
