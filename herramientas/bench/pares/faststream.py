"""FastStream sobre RabbitMQ: asyncio con uvloop, varios mensajes en camino."""

import asyncio
from typing import Any

import uvloop
from faststream import AckPolicy, FastStream
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from herramientas.bench.pares import COLA, URL, correr, hacer, tareas

VENTANA = 100  # con 1000 no se vio diferencia que no fuera ruido
broker = RabbitBroker(URL, default_channel=Channel(prefetch_count=1), logger=None)
cola = RabbitQueue(COLA, durable=True, queue_type=QueueType.QUORUM)


async def recibida(tarea: dict[str, Any]) -> None:
    """El trabajo, en el bucle; el ack lo hace FastStream al volver."""
    hacer(tarea)


async def _publicar(cuantas: int) -> None:
    async with broker:
        await broker.declare_queue(cola)
        hueco = asyncio.Semaphore(VENTANA)

        async def una(tarea: dict[str, Any]) -> None:
            await broker.publish(tarea, COLA, persist=True, mandatory=True)
            hueco.release()

        async with asyncio.TaskGroup() as grupo:
            for tarea in tareas(cuantas):
                await hueco.acquire()
                grupo.create_task(una(tarea))


def publicar(cuantas: int) -> None:
    """Hasta VENTANA mensajes sin confirmar."""
    uvloop.run(_publicar(cuantas))


def consumir() -> None:
    """La aplicación, con una suscripción."""
    broker.subscriber(cola, ack_policy=AckPolicy.NACK_ON_ERROR)(recibida)
    uvloop.run(FastStream(broker, logger=None).run())


if __name__ == "__main__":
    correr(publicar, consumir)
