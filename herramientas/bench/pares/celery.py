"""Este par es Celery: delay() con confirms; worker de procesos, con ack tardío y prefetch 1."""

import os

from celery import Celery

from herramientas.bench.pares import COLA, URL, hacer, tareas

app = Celery("bench", broker=URL)
app.conf.update(
    broker_transport_options={"confirm_publish": True},
    task_default_queue=COLA,
    task_default_queue_type="quorum",
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
)
trabajo = app.task(hacer, name="hacer")


def publicar(cuantas: int) -> None:
    """Llama a delay(), que espera su confirm, una vez por tarea."""
    for tarea in tareas(cuantas):
        trabajo.delay(tarea)


def consumir() -> None:
    """Trabaja en un proceso hijo: puede durar lo que quiera.

    Va sin los mensajes entre workers, que no hacen falta.
    """
    nombre = f"--hostname=worker{os.environ['WORKER_ID']}"
    opciones = ["--concurrency=1", "--loglevel=ERROR", "--without-gossip", "--without-mingle"]
    app.worker_main(["worker", nombre, *opciones, "--without-heartbeat"])
