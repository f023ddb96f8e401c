"""aio-pika: asyncio sobre uvloop, con varios mensajes en camino."""

import asyncio
import json
import signal
from typing import Any

import aio_pika
import uvloop

from herramientas.bench.pares import COLA, URL, correr, leer_y_hacer, tareas

VENTANA = 100  # con 1000 no se vio diferencia que no fuera ruido


async def _publicar(cuantas: int) -> None:
    async with await aio_pika.connect_robust(URL) as conexion:
        channel = await conexion.channel()
        await channel.declare_queue(COLA, durable=True)
        hueco = asyncio.Semaphore(VENTANA)

        async def una(tarea: dict[str, Any]) -> None:
            cuerpo = json.dumps(tarea).encode()
            mensaje = aio_pika.Message(cuerpo, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
            await channel.default_exchange.publish(mensaje, COLA, mandatory=True)
            hueco.release()

        async with asyncio.TaskGroup() as grupo:
            for tarea in tareas(cuantas):
                await hueco.acquire()
                grupo.create_task(una(tarea))


async def _consumir() -> None:
    parada = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, parada.set)

    async def recibida(mensaje: aio_pika.abc.AbstractIncomingMessage) -> None:
        leer_y_hacer(mensaje.body)
        await mensaje.ack()

    async with await aio_pika.connect_robust(URL) as conexion:
        channel = await conexion.channel()
        await channel.set_qos(prefetch_count=1)
        cola = await channel.declare_queue(COLA, durable=True)
        await cola.consume(recibida)
        await parada.wait()


def publicar(cuantas: int) -> None:
    """Hasta VENTANA mensajes sin confirmar."""
    uvloop.run(_publicar(cuantas))


def consumir() -> None:
    """El trabajo, en el bucle: uno largo que no sea asíncrono perdería la conexión."""
    uvloop.run(_consumir())


if __name__ == "__main__":
    correr(publicar, consumir)
