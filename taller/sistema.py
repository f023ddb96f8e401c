"""Un taller entero aparte de los demás: nombre de proyecto, prefijo y puertos propios."""

import json
import secrets
import socket
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from typing import Any, TypeVar

from taller.docker import compose, orden, registro
from taller.libro import Libro

T = TypeVar("T")


def puerto_libre() -> str:
    """Un puerto de esta máquina que ahora nadie usa."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return str(s.getsockname()[1])


class Taller:
    """Corre junto a otros sin estorbar; quien lo arranca lo borra."""

    def __init__(self, **ajustes: str) -> None:
        nombre = f"prueba{secrets.token_hex(3)}"
        self.prefijo = f"{nombre}-"
        self.entorno = {
            "COMPOSE_PROJECT_NAME": nombre,
            "PREFIJO": self.prefijo,
            "PUERTO_AMQP": puerto_libre(),
            "PUERTO_UI": puerto_libre(),
            **ajustes,
        }

    def arrancar(self, *palabras: str, **ajustes: str) -> None:
        """`up -d --build`, con otros ajustes si se dan."""
        compose("up", "-d", "--build", *palabras, entorno={**self.entorno, **ajustes})

    def borrar(self) -> None:
        """Contenedores, volumen e imágenes."""
        compose("down", "-v", "--rmi", "local", "--remove-orphans", entorno=self.entorno)

    def docker(self, verbo: str, servicio: str, *opciones: str) -> str:
        """`docker verbo` sobre el contenedor de un servicio."""
        return orden("docker", verbo, *opciones, self.prefijo + servicio)

    def dentro(self, servicio: str, *mandato: str) -> str:
        """Corre un mandato en el contenedor y devuelve lo que dijo."""
        return orden("docker", "exec", self.prefijo + servicio, *mandato)

    def dice(self, servicio: str) -> str:
        """Lo que ha dicho su contenedor actual."""
        return registro(self.prefijo + servicio)

    def estado(self, servicio: str) -> Any:  # noqa: ANN401 # el JSON de docker inspect
        """Lo que sabe Docker de su contenedor."""
        return json.loads(self.docker("inspect", servicio))[0]

    def esperar(self, condicion: Callable[[], T], limite: float = 40) -> T:
        """Espera a que algo se cumpla y lo devuelve.

        Raises:
            TimeoutError: al límite (en segundos), con lo que dicen todos los servicios.
        """
        fin = time.monotonic() + limite
        while not (valor := condicion()):
            if time.monotonic() > fin:
                dicho = compose("logs", "--tail=15", entorno=self.entorno)
                msg = f"no ocurrió en {limite} s; esto dicen los servicios:\n{dicho}"
                raise TimeoutError(msg)
            time.sleep(0.05)
        return valor

    def libro(self, *, copias: bool = False) -> Libro:
        """Las cuentas de los contenedores actuales."""
        libro = Libro(copias, ["worker1", "worker2"])
        for servicio in ("producer", *libro.workers):
            libro.apuntar(self.dice(servicio))
        return libro

    def terminada(self, *, copias: bool = False, limite: float = 60) -> Libro:
        """El libro de la tanda, cuando el productor ha acabado y no falta nada.

        Raises:
            TimeoutError: como `esperar`.
        """

        def libro_cerrado() -> Libro | None:
            if "enviadas y confirmadas" not in self.dice("producer"):
                return None
            libro = self.libro(copias=copias)
            return None if libro.faltan else libro

        libro = self.esperar(libro_cerrado, limite)
        assert libro  # noqa: S101 # esperar solo vuelve con algo
        return libro

    def api(self, ruta: str, verbo: str = "GET", datos: object = None) -> Any:  # noqa: ANN401 # JSON
        """Lo que responde la API de RabbitMQ al administrador; None si no responde nada."""
        clave = self.entorno.get("CLAVE_ADMIN", "admin")
        peticion = urllib.request.Request(
            f"http://127.0.0.1:{self.entorno['PUERTO_UI']}/api/{ruta}",
            headers={
                "Authorization": "Basic " + b64encode(f"admin:{clave}".encode()).decode(),
                "Content-Type": "application/json",
            },
            method=verbo,
            data=None if datos is None else json.dumps(datos).encode(),
        )
        with urllib.request.urlopen(peticion, timeout=5) as respuesta:  # noqa: S310 # http, propio
            cuerpo = respuesta.read()
        return json.loads(cuerpo) if cuerpo else None
