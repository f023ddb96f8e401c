"""Este par es kombu, lo que hay debajo de Celery: un confirm cada vez, trabajo en el callback."""

from typing import Any

from kombu import Connection, Message, Queue
from kombu.mixins import ConsumerMixin

from herramientas.bench.pares import COLA, URL, hacer, tareas

LA_COLA = Queue(COLA, durable=True, queue_arguments={"x-queue-type": "quorum"})


def publicar(cuantas: int) -> None:
    """Publica y espera el confirm de cada una."""
    with Connection(URL, transport_options={"confirm_publish": True}) as conexion:
        productor = conexion.Producer(serializer="json")
        productor.maybe_declare(LA_COLA)
        for tarea in tareas(cuantas):
            productor.publish(tarea, routing_key=COLA, delivery_mode=2, mandatory=True)


def consumir() -> None:
    """Trabaja dentro del callback: un trabajo largo perdería la conexión."""
    with Connection(URL) as conexion:
        _Worker(conexion).run()


class _Worker(ConsumerMixin):
    def __init__(self, conexion: Connection) -> None:
        self.connection = conexion

    def get_consumers(self, Consumer: Any, channel: Any) -> list[Any]:  # noqa: N803, ANN401, ARG002
        return [Consumer([LA_COLA], callbacks=[self.recibida], prefetch_count=1)]

    def recibida(self, tarea: dict[str, Any], mensaje: Message) -> None:
        hacer(tarea)
        mensaje.ack()
