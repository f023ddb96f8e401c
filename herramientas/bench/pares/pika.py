"""Este par es pika como en sus ejemplos: un confirm cada vez, trabajo en el callback."""

import json

import pika
from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel

from herramientas.bench.pares import COLA, URL, hacer, tareas


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
    """Trabaja dentro del callback: un trabajo largo perdería la conexión."""

    def recibida(
        channel: BlockingChannel, metodo: spec.Basic.Deliver, _: BasicProperties, cuerpo: bytes
    ) -> None:
        hacer(json.loads(cuerpo))
        channel.basic_ack(metodo.delivery_tag or 0)

    with pika.BlockingConnection(pika.URLParameters(URL)) as conexion:
        channel = conexion.channel()
        channel.queue_declare(COLA, durable=True)
        channel.basic_qos(prefetch_count=1)
        channel.basic_consume(COLA, recibida)
        channel.start_consuming()
