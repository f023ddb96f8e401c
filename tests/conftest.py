"""El sistema de verdad, con nombre de proyecto, prefijo y puertos propios."""

import json
import secrets
import socket
import time
import urllib.request
from base64 import b64encode

import pytest

from taller.docker import compose, orden, registro
from taller.libro import Libro


def puerto_libre():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return str(s.getsockname()[1])


class Taller:
    def __init__(self):
        nombre = f"prueba{secrets.token_hex(3)}"
        self.prefijo = f"{nombre}-"
        self.entorno = {
            "COMPOSE_PROJECT_NAME": nombre,
            "PREFIJO": self.prefijo,
            "PUERTO_AMQP": puerto_libre(),
            "PUERTO_UI": puerto_libre(),
            "PUERTO_PANEL": puerto_libre(),
        }

    def arrancar(self, *palabras, **ajustes):
        compose("up", "-d", "--build", *palabras, entorno={**self.entorno, **ajustes})

    def borrar(self):
        compose("down", "-v", "--rmi", "local", entorno=self.entorno)

    def docker(self, verbo, servicio, *opciones):
        return orden("docker", verbo, *opciones, self.prefijo + servicio)

    def dentro(self, servicio, *mandato):
        """Corre un mandato en el contenedor y devuelve lo que dijo."""
        return orden("docker", "exec", self.prefijo + servicio, *mandato)

    def dice(self, servicio):
        """Lo que ha dicho su contenedor actual."""
        return registro(self.prefijo + servicio)

    def estado(self, servicio):
        return json.loads(self.docker("inspect", servicio))[0]

    def esperar(self, condicion, limite=40):
        """Espera a que algo se cumpla y lo devuelve; al límite falla con lo que dicen todos."""
        fin = time.monotonic() + limite
        while not (valor := condicion()):
            if time.monotonic() > fin:
                dicho = compose("logs", "--tail=15", entorno=self.entorno)
                pytest.fail(f"no ocurrió en {limite} s; esto dicen los servicios:\n{dicho}")
            time.sleep(0.05)
        return valor

    def libro(self, *, copias=False):
        libro = Libro(copias, ["worker1", "worker2"])
        for servicio in ("producer", *libro.workers):
            libro.apuntar(self.dice(servicio))
        return libro

    def terminada(self, *, copias=False):
        """El libro de la tanda, cuando el productor ha acabado y no falta nada."""

        def libro_cerrado():
            if "enviadas y confirmadas" not in self.dice("producer"):
                return None
            libro = self.libro(copias=copias)
            return None if libro.faltan else libro

        return self.esperar(libro_cerrado, 60)

    def api(self, ruta, verbo="GET", datos=None):
        """Lo que responde la API de RabbitMQ al administrador; None si no responde nada."""
        credenciales = b64encode(b"admin:admin").decode()
        peticion = urllib.request.Request(
            f"http://127.0.0.1:{self.entorno['PUERTO_UI']}/api/{ruta}",
            headers={
                "Authorization": f"Basic {credenciales}",
                "Content-Type": "application/json",
            },
            method=verbo,
            data=None if datos is None else json.dumps(datos).encode(),
        )
        with urllib.request.urlopen(peticion, timeout=5) as respuesta:  # noqa: S310
            cuerpo = respuesta.read()
        return json.loads(cuerpo) if cuerpo else None


@pytest.fixture(scope="session")
def broker():
    """Solo el RabbitMQ del taller, para hablar con él desde las pruebas."""
    taller = Taller()
    try:
        taller.arrancar("rabbitmq")
        taller.esperar(lambda: taller.estado("rabbitmq")["State"]["Health"]["Status"] == "healthy")
        yield taller
    finally:
        taller.borrar()


@pytest.fixture(scope="module")
def taller():
    taller = Taller()
    try:
        yield taller
    finally:
        taller.borrar()
