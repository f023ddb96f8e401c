"""Aquí se arranca un taller entero aparte del que haya en marcha, con puertos y nombres propios."""

import random
import socket
import time
from contextlib import suppress
from typing import Self

from herramientas.sistema import restos
from herramientas.sistema.contenedores import Contenedores
from herramientas.sistema.docker import ajuste, orden
from herramientas.sistema.gestion import Gestion
from herramientas.sistema.recuento import Recuento

WORKERS = ["worker1", "worker2"]
PUERTOS = ("PUERTO_AMQP", "PUERTO_AMQPS", "PUERTO_UI", "PUERTO_PANEL")
ARCHIVOS = "docker-compose.yml:herramientas/sistema/imagenes.yml"
LIBRES = (10_000, 30_000)  # fuera de los que el sistema da a quien se conecta a otro (32768-60999)


def preparar() -> None:
    """Quita los restos de otras corridas y deja al día las imágenes de imagenes.yml.

    Raises:
        RuntimeError: Docker no puede.
    """
    restos.barrer()
    print("· se construyen las imágenes", flush=True)
    orden("herramientas/preparar/construye.sh", restos.IMAGENES, "1")


class Taller(Contenedores, Gestion):
    """Corre el compose de verdad, con las imágenes de `preparar`; `with` lo borra al salir."""

    del_broker: tuple[str, ...] = ("rabbitmq",)  # sus servicios de compose
    nodos: tuple[str, ...] = ("rabbitmq",)  # y sus contenedores

    def __init__(self, para: str = "prueba", **ajustes: str) -> None:
        nombre = restos.nombre(para)
        self.entorno = {
            "COMPOSE_FILE": ARCHIVOS,
            "COMPOSE_PROJECT_NAME": nombre,
            "PREFIJO": f"{nombre}-",
            "IMAGENES": restos.IMAGENES,
            **puertos_libres(),
            **ajustes,
        }
        self.nombre = self.entorno["COMPOSE_PROJECT_NAME"]
        self.prefijo = self.entorno["PREFIJO"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.borrar()

    def arrancar(self, *palabras: str, **ajustes: str) -> None:
        """Deja en marcha el taller, o lo que se pida; las palabras son de `compose up`."""
        self.compose("up", "-d", *palabras, **ajustes)

    def arrancar_broker(self) -> float:
        """Arranca solo el broker y espera a que esté sano; da los segundos que ha tardado."""
        inicio = time.monotonic()
        self.arrancar(*self.del_broker)
        for nodo in self.nodos:
            self.sano(nodo, 90)
        return time.monotonic() - inicio

    def borrar(self) -> None:
        """No deja nada: ni contenedores, ni volumen, ni red."""
        restos.borrar(self.nombre)

    def recuento(self, *, copias: bool = False, desde: float = 0) -> Recuento:
        """Hace las cuentas con lo que han dicho el productor y los workers desde un instante."""
        recuento = Recuento(copias, WORKERS)
        for servicio in ("producer", *WORKERS):
            recuento.apuntar(self.dice(servicio, desde, "-t"))
        return recuento

    def terminada(self, *, copias: bool = False, desde: float = 0) -> Recuento:
        """Espera a que el productor acabe y no falte nada, y devuelve el recuento de la tanda."""

        def completo() -> Recuento | None:
            if "enviadas y confirmadas" not in self.dice("producer", desde):
                return None
            recuento = self.recuento(copias=copias, desde=desde)
            return None if recuento.faltan else recuento

        return self.esperar(completo, 60)


class Propio(Contenedores, Gestion):
    """Es el taller que está en marcha en esta carpeta, con los ajustes que vería compose."""

    def __init__(self) -> None:
        self.prefijo = ajuste("PREFIJO", "")
        self.entorno = {
            "PUERTO_UI": ajuste("PUERTO_UI", "15672"),
            "CLAVE_ADMIN": ajuste("CLAVE_ADMIN", "admin"),
        }


def puertos_libres() -> dict[str, str]:
    """Da un puerto libre de 127.0.0.1 para cada uso; no lo tomará quien se conecte a otro."""
    libres: set[int] = set()
    while len(libres) < len(PUERTOS):
        puerto = random.randrange(*LIBRES)
        with socket.socket() as s, suppress(OSError):
            s.bind(("127.0.0.1", puerto))
            libres.add(puerto)
    return dict(zip(PUERTOS, map(str, libres), strict=True))
