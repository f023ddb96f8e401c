"""El broker es el del taller, en su contenedor y con su configuración, para todos los pares."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import pika
from pika.adapters.blocking_connection import BlockingChannel

from herramientas.sistema.taller import Taller


class Broker(Taller):
    """Se llega al broker por su dirección en la red de Docker.

    Por un puerto publicado pasaría cada mensaje también por el proxy de Docker: consumir iba 0,7
    veces igual de deprisa.
    """

    @cached_property
    def direccion(self) -> str:
        """Da la dirección de su contenedor, que ya ha de estar en marcha."""
        (red,) = self.estado("rabbitmq")["NetworkSettings"]["Networks"].values()
        return str(red["IPAddress"])

    @property
    def url(self) -> str:
        """Da la URL con la que entra el administrador."""
        return f"amqp://admin:admin@{self.direccion}:5672/%2F"

    @contextmanager
    def canal(self) -> Iterator[BlockingChannel]:
        """Abre un canal de administrador, para preparar y mirar la cola."""
        with pika.BlockingConnection(pika.URLParameters(self.url)) as conexion:
            yield conexion.channel()
