"""Este par es kombu, lo que hay debajo de Celery: un confirm cada vez, trabajo en el callback."""

from kombu import Connection, Message, Queue

from herramientas.bench.pares import COLA, URL, Tarea, hacer, tareas

cola = Queue(COLA, durable=True, queue_arguments={"x-queue-type": "quorum"})


def publicar(cuantas: int) -> None:
    """Publica y espera el confirm de cada una."""
    with Connection(URL, transport_options={"confirm_publish": True}) as conexion:
        productor = conexion.Producer(serializer="json")
        productor.maybe_declare(cola)
        for tarea in tareas(cuantas):
            productor.publish(tarea, routing_key=COLA, delivery_mode=2, mandatory=True)


def consumir() -> None:
    """Trabaja dentro del callback: un trabajo largo perdería la conexión."""

    def recibida(tarea: Tarea, mensaje: Message) -> None:
        hacer(tarea)
        mensaje.ack()

    with Connection(URL) as con, con.Consumer(cola, callbacks=[recibida], prefetch_count=1):
        while True:
            con.drain_events()
