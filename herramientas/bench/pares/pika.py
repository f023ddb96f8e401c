"""pika como en sus ejemplos: BlockingConnection, un confirm cada vez, trabajo en el callback."""

import json
import signal

import pika
from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel

from herramientas.bench.pares import COLA, URL, correr, leer_y_hacer, tareas


def publicar(cuantas: int) -> None:
    """Publica y espera el confirm de cada una."""
    with pika.BlockingConnection(pika.URLParameters(URL)) as conexion:
        channel = conexion.channel()
        channel.queue_declare(COLA, durable=True)
        channel.confirm_delivery()
        propiedades = BasicProperties(delivery_mode=2)  # type: ignore[no-untyped-call]
        for tarea in tareas(cuantas):
            channel.basic_publish("", COLA, json.dumps(tarea).encode(), propiedades, mandatory=True)


def consumir() -> None:
    """El trabajo va dentro del callback: uno largo perdería la conexión."""

    def recibida(
        channel: BlockingChannel, metodo: spec.Basic.Deliver, _: BasicProperties, cuerpo: bytes
    ) -> None:
        leer_y_hacer(cuerpo)
        channel.basic_ack(metodo.delivery_tag or 0)

    conexion = pika.BlockingConnection(pika.URLParameters(URL))
    signal.signal(
        signal.SIGTERM, lambda *_: conexion.add_callback_threadsafe(channel.stop_consuming)
    )
    channel = conexion.channel()
    channel.queue_declare(COLA, durable=True)
    channel.basic_qos(prefetch_count=1)
    channel.basic_consume(COLA, recibida)
    channel.start_consuming()
    conexion.close()


if __name__ == "__main__":
    correr(publicar, consumir)
