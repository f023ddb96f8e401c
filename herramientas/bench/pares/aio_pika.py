"""Este par es aio-pika: asyncio sobre uvloop, con varios mensajes en camino."""

import asyncio
import json

import aio_pika

from herramientas.bench.pares import COLA, URL, Tarea, en_ventana, hacer


async def publicar(cuantas: int) -> None:
    """Publica con varios mensajes sin confirmar a la vez."""
    async with await aio_pika.connect_robust(URL) as conexion:
        channel = await conexion.channel()
        await channel.declare_queue(COLA, durable=True)

        async def una(tarea: Tarea) -> None:
            cuerpo = json.dumps(tarea).encode()
            mensaje = aio_pika.Message(cuerpo, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
            await channel.default_exchange.publish(mensaje, COLA, mandatory=True)

        await en_ventana(cuantas, una)


async def consumir() -> None:
    """Trabaja en el bucle: un trabajo largo que no sea asíncrono perdería la conexión."""

    async def recibida(mensaje: aio_pika.abc.AbstractIncomingMessage) -> None:
        hacer(json.loads(mensaje.body))
        await mensaje.ack()

    async with await aio_pika.connect_robust(URL) as conexion:
        channel = await conexion.channel()
        await channel.set_qos(prefetch_count=1)
        cola = await channel.declare_queue(COLA, durable=True)
        await cola.consume(recibida)
        await asyncio.Future()
