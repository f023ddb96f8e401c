"""Este par es FastStream sobre RabbitMQ: asyncio con uvloop, con varios mensajes en camino."""

from faststream import AckPolicy, FastStream
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from herramientas.bench.pares import COLA, URL, Tarea, en_ventana, hacer

broker = RabbitBroker(URL, default_channel=Channel(prefetch_count=1), logger=None)
cola = RabbitQueue(COLA, durable=True, queue_type=QueueType.QUORUM)


async def publicar(cuantas: int) -> None:
    """Publica con varios mensajes sin confirmar a la vez."""

    async def una(tarea: Tarea) -> None:
        await broker.publish(tarea, COLA, persist=True, mandatory=True)

    async with broker:
        await broker.declare_queue(cola)
        await en_ventana(cuantas, una)


async def consumir() -> None:
    """Trabaja en el bucle; el ack lo hace FastStream al volver."""

    async def recibida(tarea: Tarea) -> None:
        hacer(tarea)

    broker.subscriber(cola, ack_policy=AckPolicy.NACK_ON_ERROR)(recibida)
    await FastStream(broker, logger=None).run()
