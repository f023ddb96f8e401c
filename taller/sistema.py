"""Un taller entero aparte del que haya en marcha: proyecto, prefijo y puertos propios."""

import json
import secrets
import socket
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from typing import Any, TypeVar

from taller.docker import Linea, compose, lineas, orden, registro
from taller.libro import Libro

T = TypeVar("T")
WORKERS = ["worker1", "worker2"]


class NoOcurrio(TimeoutError):
    """Se esperaba algo que no llegó a tiempo; el texto lleva lo que dicen los servicios."""


def puerto_libre() -> str:
    """Un puerto de 127.0.0.1 que ahora mismo no usa nadie."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return str(s.getsockname()[1])


class Taller:
    """El compose de verdad, con lo que hace falta para mirarlo y para molestarlo."""

    def __init__(self, para: str = "prueba", **ajustes: str) -> None:
        self.nombre = f"{para}{secrets.token_hex(3)}"
        self.prefijo = f"{self.nombre}-"
        self.entorno = {
            "COMPOSE_PROJECT_NAME": self.nombre,
            "PREFIJO": self.prefijo,
            "PUERTO_AMQP": puerto_libre(),
            "PUERTO_UI": puerto_libre(),
            "PUERTO_PANEL": puerto_libre(),
            **ajustes,
        }

    def arrancar(self, *palabras: str, **ajustes: str) -> None:
        """Construye lo que haga falta y lo deja en marcha; las palabras son de `compose up`."""
        self.compose("up", "-d", "--build", *palabras, **ajustes)

    def compose(self, *palabras: str, **ajustes: str) -> str:
        """Corre una orden de compose sobre este taller y devuelve lo que dijo."""
        return compose(*palabras, entorno={**self.entorno, **ajustes})

    def borrar(self) -> None:
        """No deja nada: contenedores, volumen, red e imágenes de este taller."""
        self.compose("down", "-v", "--rmi", "local", "--remove-orphans")

    def docker(self, verbo: str, servicio: str, *opciones: str) -> str:
        """Corre `docker verbo … contenedor` y devuelve lo que dijo."""
        return orden("docker", verbo, *opciones, self.prefijo + servicio)

    def dentro(self, servicio: str, *mandato: str) -> str:
        """Corre un mandato en el contenedor y devuelve lo que dijo."""
        return orden("docker", "exec", self.prefijo + servicio, *mandato)

    def dice(self, servicio: str, desde: float = 0) -> str:
        """Lo que ha dicho su contenedor actual desde un instante (época Unix)."""
        return registro(self.prefijo + servicio, f"{desde:.6f}")

    def lineas(self, servicio: str, desde: float = 0) -> list[Linea]:
        """Lo mismo, línea a línea y con el instante de cada una."""
        return lineas(registro(self.prefijo + servicio, f"{desde:.6f}", "-t"))

    def estado(self, servicio: str) -> dict[str, Any]:
        """Lo que cuenta `docker inspect`."""
        inspeccion: list[dict[str, Any]] = json.loads(self.docker("inspect", servicio))
        return inspeccion[0]

    def esperar(self, condicion: Callable[[], T], limite: float = 40) -> T:
        """Espera a que algo se cumpla y lo devuelve.

        Raises:
            NoOcurrio: si no se cumple en `limite` segundos.
        """
        fin = time.monotonic() + limite
        while not (valor := condicion()):
            if time.monotonic() > fin:
                dicho = self.compose("logs", "--tail=15")
                msg = f"no ocurrió en {limite} s; esto dicen los servicios:\n{dicho}"
                raise NoOcurrio(msg)
            time.sleep(0.05)
        return valor

    def libro(self, *, copias: bool = False, desde: float = 0) -> Libro:
        """Las cuentas según lo que han dicho el productor y los workers desde un instante."""
        libro = Libro(copias, WORKERS)
        for servicio in ("producer", *WORKERS):
            libro.apuntar(registro(self.prefijo + servicio, f"{desde:.6f}", "-t"))
        return libro

    def terminada(self, *, copias: bool = False, limite: float = 60) -> Libro:
        """El libro de la tanda, cuando el productor ha acabado y no falta nada.

        Raises:
            NoOcurrio: si no acaba en `limite` segundos.
        """

        def libro_cerrado() -> Libro | None:
            if "enviadas y confirmadas" not in self.dice("producer"):
                return None
            libro = self.libro(copias=copias)
            return None if libro.faltan else libro

        libro = self.esperar(libro_cerrado, limite)
        assert libro  # noqa: S101 # esperar no devuelve None: solo lo dice a mypy
        return libro

    def api(self, ruta: str, verbo: str = "GET", datos: object = None) -> Any:  # noqa: ANN401 # JSON
        """Lo que responde la API de RabbitMQ al administrador; None si no responde nada.

        Raises:
            OSError: el broker no contesta, o contesta que no.
        """
        clave = self.entorno.get("CLAVE_ADMIN", "admin")
        credenciales = b64encode(f"admin:{clave}".encode()).decode()
        peticion = urllib.request.Request(
            f"http://127.0.0.1:{self.entorno['PUERTO_UI']}/api/{ruta}",
            headers={
                "Authorization": f"Basic {credenciales}",
                "Content-Type": "application/json",
            },
            method=verbo,
            data=None if datos is None else json.dumps(datos).encode(),
        )
        with urllib.request.urlopen(peticion, timeout=5) as respuesta:  # noqa: S310 # 127.0.0.1
            cuerpo = respuesta.read()
        return json.loads(cuerpo) if cuerpo else None

    def publicar_en_cola(self, cuerpo: bytes) -> None:
        """Deja un mensaje cualquiera en tareas_distribuidas, como lo haría un administrador."""
        datos = {
            "properties": {},
            "routing_key": "tareas_distribuidas",
            "payload": b64encode(cuerpo).decode(),
            "payload_encoding": "base64",
        }
        self.api("exchanges/%2f/amq.default/publish", "POST", datos)
