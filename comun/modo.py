"""Un modo: el patrón de mensajería, dicho con datos, y las tres operaciones de AMQP que usa."""

from dataclasses import dataclass

from pika import BasicProperties, DeliveryMode
from pika.adapters.blocking_connection import BlockingChannel
from pika.channel import Channel

from comun.tarea import Tarea

FALLIDAS = "tareas_fallidas"  # adonde va lo que no tiene arreglo: rabbitmq/definiciones.json


@dataclass(frozen=True, slots=True, kw_only=True)
class Modo:
    """Qué se declara, cómo se publica y qué pasa cuando una tarea falla.

    Con `cola`, los workers se reparten las tareas de una cola duradera, que se enlaza al
    `exchange` si también lo hay; sin ella, cada worker enlaza al `exchange` una cola propia
    (exclusiva, con nombre del servidor) y recibe su copia.
    """

    nombre: str  # el de su fichero y el valor de MODO
    cola: str = ""
    exchange: str = ""  # vacío = el exchange por defecto, que lleva a la cola de ese nombre
    exchange_type: str = "direct"
    routing_key: str = ""
    binding_key: str = ""
    persistente: bool  # la tarea sobrevive a un reinicio del broker
    auto_ack: bool  # el broker la da por hecha al entregarla
    intentos: int = 1  # entregas antes de pasar a tareas_fallidas; 1 = lo fallido no se repite

    @property
    def destino(self) -> str:
        """Dónde escucha un worker, para decirlo: `cola x` o `exchange x`."""
        return f"cola {self.cola}" if self.cola else f"exchange {self.exchange}"

    def declarar(self, channel: BlockingChannel | Channel) -> None:
        """Crea lo que aún no exista. Lo llama quien publica y quien consume: da igual el orden.

        Raises:
            pika.exceptions.ChannelClosedByBroker: 406 si existe con otros argumentos; 403 sin
                permiso. En un canal asíncrono se nota porque el broker lo cierra.
        """
        if self.exchange:
            channel.exchange_declare(self.exchange, self.exchange_type)
        if self.cola:
            channel.queue_declare(self.cola, durable=True)
        if self.exchange and self.cola:
            channel.queue_bind(self.cola, self.exchange, self.binding_key)

    def suscribir(self, channel: BlockingChannel) -> str:
        """Declara y deja todo listo para consumir; devuelve el nombre de la cola.

        Desde aquí ya no se pierde nada de lo que se publique, aunque se consuma más tarde.
        """
        self.declarar(channel)
        if not self.auto_ack:
            channel.basic_qos(prefetch_count=1)  # de una en una: la próxima, para quien esté libre
        if self.cola:
            return self.cola
        cola: str = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(cola, self.exchange, self.binding_key)
        return cola

    def publicar(self, channel: BlockingChannel | Channel, tarea: Tarea) -> None:
        """Publica una tarea; cuando el broker la tiene, confirma.

        Raises:
            pika.exceptions.UnroutableError: nadie la recibiría, así que vuelve.
            pika.exceptions.NackError: el broker no la acepta.
                Las dos, en un canal síncrono con confirmaciones; en uno asíncrono son avisos.
        """
        channel.basic_publish(
            exchange=self.exchange,
            routing_key=self.routing_key or self.cola,
            body=tarea.a_json(),
            properties=BasicProperties(  # type: ignore[no-untyped-call] # pika no lo tipa
                content_type="application/json",
                message_id=str(tarea.id),
                delivery_mode=DeliveryMode.Persistent
                if self.persistente
                else DeliveryMode.Transient,
            ),
            mandatory=True,  # sin él, publicar a un fanout sin nadie se confirma y se pierde
        )
