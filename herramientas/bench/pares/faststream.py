"""Este par es FastStream sobre RabbitMQ: asyncio con uvloop, con varios mensajes en camino."""

from typing import Any

from faststream import AckPolicy, FastStream
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from herramientas.bench.pares import COLA, URL, en_ventana, hacer

broker = RabbitBroker(URL, default_channel=Channel(prefetch_count=1), logger=None)
cola = RabbitQueue(COLA, durable=True, queue_type=QueueType.QUORUM)


async def publicar(cuantas: int) -> None:
    """Publica con varios mensajes sin confirmar a la vez."""

    async def una(tarea: dict[str, Any]) -> None:
        await broker.publish(tarea, COLA, persist=True, mandatory=True)

    async with broker:
        await broker.declare_queue(cola)
        await en_ventana(cuantas, una)


async def consumir() -> None:
    """Trabaja en el bucle; el ack lo hace FastStream al volver."""
    broker.subscriber(cola, ack_policy=AckPolicy.NACK_ON_ERROR)(_recibida)
    await FastStream(broker, logger=None).run()


async def _recibida(tarea: dict[str, Any]) -> None:
    hacer(tarea)
