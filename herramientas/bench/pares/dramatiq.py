"""Este par es Dramatiq: send() con confirms; worker de un proceso y un hilo, prefetch 1."""

import os
import sys
from typing import Any

os.environ["dramatiq_queue_prefetch"] = "1"  # noqa: SIM112 # así se llama

import dramatiq  # lee la variable al importarse
from dramatiq.brokers.rabbitmq import RabbitmqBroker

from herramientas.bench.pares import COLA, URL, hacer, tareas

dramatiq.set_broker(RabbitmqBroker(url=URL, confirm_delivery=True))


@dramatiq.actor(queue_name=COLA)
def tarea_de_dramatiq(tarea: dict[str, Any]) -> None:
    """Trabaja en un hilo aparte: puede durar lo que quiera."""
    hacer(tarea)


def publicar(cuantas: int) -> None:
    """Llama a send(), que espera su confirm, una vez por tarea."""
    for tarea in tareas(cuantas):
        tarea_de_dramatiq.send(tarea)


def consumir() -> None:
    """Corre `dramatiq` con un proceso y un hilo."""
    from dramatiq.cli import main, make_argument_parser  # noqa: PLC0415 # solo para el worker

    opciones = ["--processes=1", "--threads=1", "--skip-logging"]
    sys.exit(main(make_argument_parser().parse_args([__name__, *opciones])))
