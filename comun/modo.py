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
    ack_al_recibir: bool  # el broker la da por hecha antes del trabajo, y no la repite
    intentos: int = 1  # entregas antes de pasar a tareas_fallidas; 1 = lo fallido no se repite

    @property
    def copias(self) -> bool:
        """Si cada worker hace su copia de todas, en lugar de repartírselas."""
        return not self.cola

    @property
    def destino(self) -> str:
        """Dónde escucha un worker, para decirlo: `cola x` o `exchange x`."""
        return f"cola {self.cola}" if self.cola else f"exchange {self.exchange}"

    def declarar(self, channel: BlockingChannel | Channel) -> None:
        """Crea lo que aún no exista. Lo llama quien publica y quien consume: da igual el orden."""
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
        channel.basic_qos(prefetch_count=1)  # de una en una: la próxima, para quien esté libre
        if self.cola:
            return self.cola
        cola: str = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(cola, self.exchange, self.binding_key)
        return cola

    def publicar(self, channel: BlockingChannel | Channel, tarea: Tarea) -> None:
        """Publica una tarea; el broker la confirma, o la devuelve si nadie la recibe."""
        modo = DeliveryMode.Persistent if self.persistente else DeliveryMode.Transient
        channel.basic_publish(
            exchange=self.exchange,
            routing_key=self.routing_key or self.cola,
            body=tarea.a_json(),
            properties=BasicProperties(  # type: ignore[no-untyped-call] # pika no lo tipa
                content_type="application/json", message_id=str(tarea.id), delivery_mode=modo
            ),
            mandatory=True,  # sin él, publicar a un fanout sin nadie se confirma y se pierde
        )
