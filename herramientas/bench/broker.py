"""El broker del taller, en su contenedor y con su configuración, para todos los pares."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pika
from pika import BasicProperties
from pika.adapters.blocking_connection import BlockingChannel

from herramientas.bench.lista import CASA, PYTHON, Par
from herramientas.bench.pares import COLA
from herramientas.sistema import restos
from herramientas.sistema.docker import RAIZ, dato, orden
from herramientas.sistema.taller import Taller

VERSION = """
import platform, sys
from importlib.metadata import version
print(f"Python {platform.python_version()}, {sys.argv[1]} {version(sys.argv[1])}")
"""
AMQPLIB = str(CASA / "node/node_modules/amqplib")
LIMITE = 60.0  # s, para lo que ha de pasar
Mensaje = tuple[BasicProperties, bytes]


class Broker:
    """Uno recién creado; se llega a él por su dirección en la red de Docker.

    Por un puerto publicado pasaría cada mensaje también por el proxy de Docker: consumir iba 0,7
    veces igual de deprisa.
    """

    def __init__(self) -> None:
        restos.barrer()
        self.taller = Taller("bench")
        self._muestras: dict[str, Mensaje] = {}
        self._versiones: dict[str, str] = {}

    def arrancar(self) -> None:
        """Lo deja listo para conectarse."""
        self.taller.arrancar("rabbitmq")
        self.taller.sano("rabbitmq")
        self.situar()
        self.version = self.taller.api("overview")["rabbitmq_version"]

    def situar(self) -> None:
        """Su dirección y su proceso, que cambian si se reinicia."""
        contenedor = f"{self.taller.prefijo}rabbitmq"
        redes = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"
        self.direccion = dato(contenedor, redes)
        self.pid = int(dato(contenedor, "{{.State.Pid}}"))

    def versiones(self, par: Par) -> str:
        """La del broker, la de Python y la del par."""
        if par.nombre not in self._versiones:
            suya = (
                orden(*par.orden, "version", entorno={"AMQPLIB": AMQPLIB}).strip()
                if not par.paquete
                else orden(PYTHON, "-c", VERSION, par.paquete).strip()
            )
            self._versiones[par.nombre] = f"RabbitMQ {self.version}, {suya}"
        return self._versiones[par.nombre]

    @contextmanager
    def canal(self) -> Iterator[BlockingChannel]:
        """Un canal de administrador, para preparar y mirar la cola."""
        quien = pika.PlainCredentials("admin", "admin")
        with pika.BlockingConnection(
            pika.ConnectionParameters(self.direccion, credentials=quien)
        ) as conexion:
            yield conexion.channel()

    def vaciar(self) -> None:
        """Borra la cola: cada par la declara a su manera."""
        with self.canal() as channel:
            channel.queue_delete(COLA)

    def publicar(self, orden: list[tuple[Mensaje, int]], exchange: str = "") -> None:
        """Publica cada mensaje tantas veces, sin esperar confirms."""
        with self.canal() as channel:
            for (propiedades, cuerpo), veces in orden:
                for _ in range(veces):
                    channel.basic_publish(exchange, COLA, cuerpo, propiedades)

    def consumidores(self) -> int:
        """Cuántos hay suscritos a la cola; 0 si aún no existe."""
        with self.canal() as channel:
            try:
                consumidores: int = channel.queue_declare(COLA, passive=True).method.consumer_count
            except pika.exceptions.ChannelClosedByBroker:
                return 0
            return consumidores

    def esperar_suscritos(self, cuantos: int) -> None:
        """Vuelve cuando la cola tiene tantos consumidores.

        Raises:
            NoOcurrio: no los tiene a tiempo.
        """
        self.taller.esperar(lambda: self.consumidores() >= cuantos, LIMITE)

    def muestra(self, par: Par) -> Mensaje:
        """Un mensaje de los que publica ese par, para llenar la cola con copias suyas."""
        if par.nombre not in self._muestras:
            self.vaciar()
            self.correr(par, "publicar", "1").wait()
            with self.canal() as channel:
                metodo, propiedades, cuerpo = channel.basic_get(COLA, auto_ack=True)
            if not metodo or not propiedades or not cuerpo:
                msg = f"{par.nombre} no publicó nada"
                raise RuntimeError(msg)
            self._muestras[par.nombre] = (propiedades, cuerpo)
            self.vaciar()
        return self._muestras[par.nombre]

    def correr(
        self, par: Par, *palabras: str, salida: IO[bytes] | int = subprocess.DEVNULL, **entorno: str
    ) -> subprocess.Popen[bytes]:
        """Lanza un par contra este broker; todo lo que diga va a `salida`."""
        return subprocess.Popen(
            [*par.orden, *palabras],
            cwd=RAIZ,
            stdout=salida,
            stderr=subprocess.STDOUT,
            env={
                "PATH": os.environ["PATH"],
                "BENCH_URL": f"amqp://admin:admin@{self.direccion}:5672/%2F",
                "RABBIT_HOST": self.direccion,
                "AMQPLIB": AMQPLIB,
                **par.entorno,
                **entorno,
            },
        )
