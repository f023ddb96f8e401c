"""kombu, lo que hay debajo de Celery: un confirm cada vez, trabajo en el callback."""

import signal
from typing import Any

from kombu import Connection, Message, Queue
from kombu.mixins import ConsumerMixin

from herramientas.bench.pares import COLA, URL, correr, hacer, tareas

LA_COLA = Queue(COLA, durable=True, queue_arguments={"x-queue-type": "quorum"})


def publicar(cuantas: int) -> None:
    """Publica y espera el confirm de cada una."""
    with Connection(URL, transport_options={"confirm_publish": True}) as conexion:
        productor = conexion.Producer(serializer="json")
        productor.maybe_declare(LA_COLA)
        for tarea in tareas(cuantas):
            productor.publish(tarea, routing_key=COLA, delivery_mode=2, mandatory=True)


class _Worker(ConsumerMixin):
    def __init__(self, conexion: Connection) -> None:
        self.connection = conexion

    def get_consumers(self, Consumer: Any, channel: Any) -> list[Any]:  # noqa: N803, ANN401, ARG002
        return [Consumer([LA_COLA], callbacks=[self.recibida], prefetch_count=1)]

    def recibida(self, tarea: dict[str, Any], mensaje: Message) -> None:
        hacer(tarea)
        mensaje.ack()


def consumir() -> None:
    """El trabajo, dentro del callback: uno largo perdería la conexión."""
    with Connection(URL) as conexion:
        worker = _Worker(conexion)
        signal.signal(signal.SIGTERM, lambda *_: setattr(worker, "should_stop", True))
        worker.run()


if __name__ == "__main__":
    correr(publicar, consumir)
