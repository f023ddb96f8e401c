"""Este par es Dramatiq: send() con confirms; worker de un proceso y un hilo, prefetch 1."""

import dramatiq
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.cli import main, make_argument_parser

from herramientas.bench.pares import COLA, URL, hacer, tareas

dramatiq.set_broker(RabbitmqBroker(url=URL, confirm_delivery=True))
trabajo = dramatiq.actor(hacer, queue_name=COLA)


def publicar(cuantas: int) -> None:
    """Llama a send(), que espera su confirm, una vez por tarea."""
    for tarea in tareas(cuantas):
        trabajo.send(tarea)


def consumir() -> None:
    """Trabaja en un hilo aparte, de un proceso hijo: puede durar lo que quiera."""
    opciones = ["--processes=1", "--threads=1", "--skip-logging"]
    main(make_argument_parser().parse_args([__name__, *opciones]))
