"""La orden `fallidas` lista lo que hay en tareas_fallidas, sin cambiarlo."""

import time

from pika.adapters.blocking_connection import BlockingChannel

from comun.familias.modo import FALLIDAS
from comun.servicio.arranque import Servicio
from herramientas.contenedor.broker import usar
from herramientas.contenedor.fallida import COLUMNAS, todas

SIGUEN = f"nada se ha perdido; la cola se ve en la interfaz web, {FALLIDAS}, Get messages"


def main(servicio: Servicio) -> None:
    """Lista las fallidas; lanza Irrecuperable si no puede."""
    usar(servicio, lambda conexion: mirar(conexion.channel()), SIGUEN)


def mirar(channel: BlockingChannel) -> str:
    """Lista lo que hay y lo devuelve con nack, que no cuenta como intento."""
    lineas = [fallida.linea(time.time()) for fallida in todas(channel)]
    channel.basic_nack(0, multiple=True, requeue=True)
    print(f"{len(lineas)} en {FALLIDAS}")
    if lineas:
        print(COLUMNAS, *lineas, sep="\n")
    return ""
