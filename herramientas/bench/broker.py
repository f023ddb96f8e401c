"""El broker es el del taller, en su contenedor y con su configuración, para todos los pares."""

from collections.abc import Iterator
from contextlib import contextmanager

import pika
from pika import BasicProperties
from pika.adapters.blocking_connection import BlockingChannel

from herramientas.bench.pares import COLA
from herramientas.sistema import restos
from herramientas.sistema.docker import dato
from herramientas.sistema.taller import Taller

LIMITE = 60.0  # s, para lo que ha de pasar
Mensaje = tuple[BasicProperties, bytes]


class Broker:
    """Se llega al broker por su dirección en la red de Docker.

    Por un puerto publicado pasaría cada mensaje también por el proxy de Docker: consumir iba 0,7
    veces igual de deprisa.
    """

    def __init__(self, taller: Taller) -> None:
        contenedor = f"{taller.prefijo}rabbitmq"
        redes = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"
        self.direccion = dato(contenedor, redes)
        self.pid = int(dato(contenedor, "{{.State.Pid}}"))
        self.version: str = taller.api("overview")["rabbitmq_version"]
        self._taller = taller

    @contextmanager
    def canal(self) -> Iterator[BlockingChannel]:
        """Abre un canal de administrador, para preparar y mirar la cola."""
        url = f"amqp://admin:admin@{self.direccion}:5672/%2F"
        with pika.BlockingConnection(pika.URLParameters(url)) as conexion:
            yield conexion.channel()

    def publicar(self, mensajes: list[tuple[Mensaje, int]]) -> None:
        """Publica cada mensaje tantas veces, sin esperar confirms."""
        with self.canal() as channel:
            for (propiedades, cuerpo), veces in mensajes:
                for _ in range(veces):
                    channel.basic_publish("", COLA, cuerpo, propiedades)

    def esperar_suscritos(self, cuantos: int) -> None:
        """Vuelve cuando la cola, que ya existe, tiene tantos consumidores.

        Raises:
            NoOcurrio: no los tiene a tiempo.
        """
        with self.canal() as channel:
            self._taller.esperar(
                lambda: channel.queue_declare(COLA, passive=True).method.consumer_count >= cuantos,
                LIMITE,
            )


@contextmanager
def arrancado() -> Iterator[Broker]:
    """Da un broker recién creado, y al salir lo borra."""
    restos.barrer()
    with Taller("bench") as taller:
        taller.arrancar_broker()
        yield Broker(taller)
