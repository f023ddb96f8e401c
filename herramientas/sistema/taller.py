"""Un taller entero aparte del que haya en marcha: proyecto, prefijo y puertos propios."""

import json
import random
import re
import socket
import statistics
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.error import HTTPError

from herramientas.sistema import restos
from herramientas.sistema.docker import ajuste, compose, orden, registro
from herramientas.sistema.lineas import Linea, leer
from herramientas.sistema.recuento import Recuento

T = TypeVar("T")
WORKERS = ["worker1", "worker2"]
PUERTOS = ("PUERTO_AMQP", "PUERTO_AMQPS", "PUERTO_UI", "PUERTO_PANEL")
ARCHIVOS = "docker-compose.yml:herramientas/sistema/imagenes.yml"
LIBRES = (10_000, 30_000)  # fuera de los que el sistema da a quien se conecta a otro (32768-60999)
MIRADA = 0.2  # s, y al menos el doble de lo que cuesta mirar: si no, se come la CPU de lo que mira


class NoOcurrio(TimeoutError):
    """Se esperaba algo que no llegó a tiempo; el texto lleva lo que dicen los servicios."""


def puertos_libres(cuantos: int) -> list[str]:
    """Puertos de 127.0.0.1, distintos, que nadie usa ni tomará quien se conecte a otro."""
    libres: set[int] = set()
    while len(libres) < cuantos:
        puerto = random.randrange(*LIBRES)
        with socket.socket() as s, suppress(OSError):
            s.bind(("127.0.0.1", puerto))
            libres.add(puerto)
    return [str(puerto) for puerto in libres]


def preparar() -> None:
    """Quita los restos de otras corridas y deja al día las imágenes de imagenes.yml.

    Raises:
        RuntimeError: Docker no puede.
    """
    restos.barrer()
    orden("herramientas/preparar/construye.sh", restos.IMAGENES, "1")


class Taller:
    """El compose de verdad, con lo que hace falta para mirarlo y para molestarlo."""

    def __init__(self, para: str = "prueba", **ajustes: str) -> None:
        nombre = restos.nombre(para)
        self.entorno = {
            "COMPOSE_FILE": ARCHIVOS,
            "COMPOSE_PROJECT_NAME": nombre,
            "PREFIJO": f"{nombre}-",
            "IMAGENES": restos.IMAGENES,
            **dict(zip(PUERTOS, puertos_libres(len(PUERTOS)), strict=True)),
            **ajustes,
        }
        self.nombre = self.entorno["COMPOSE_PROJECT_NAME"]
        self.prefijo = self.entorno["PREFIJO"]

    def arrancar(self, *palabras: str, **ajustes: str) -> None:
        """Lo deja en marcha, con las imágenes de `preparar`; las palabras son de `compose up`."""
        self.compose("up", "-d", *palabras, **ajustes)

    def tanda(self, *nuevos: str, **ajustes: str) -> float:
        """Arranca con un productor nuevo, y también `nuevos`; desde cuándo (época Unix)."""
        self.compose("rm", "-fs", "producer", *nuevos)
        desde = time.time()
        self.arrancar(**ajustes)
        return desde

    def compose(self, *palabras: str, **ajustes: str) -> str:
        """Corre una orden de compose sobre este taller y devuelve lo que dijo."""
        return compose(*palabras, entorno={**self.entorno, **ajustes})

    def borrar(self) -> None:
        """No deja nada: ni contenedores, ni volumen, ni red."""
        restos.borrar(self.nombre)

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
        return leer(registro(self.prefijo + servicio, f"{desde:.6f}", "-t"))

    def estado(self, servicio: str) -> dict[str, Any]:
        """Lo que cuenta `docker inspect`."""
        inspeccion: list[dict[str, Any]] = json.loads(self.docker("inspect", servicio))
        return inspeccion[0]

    def murio(self, servicio: str) -> float:
        """Cuándo acabó por última vez su contenedor, según Docker (época Unix)."""
        return datetime.fromisoformat(self.estado(servicio)["State"]["FinishedAt"]).timestamp()

    def sano(self, servicio: str, limite: float = 40) -> None:
        """Espera a que su health check dé por bueno un servicio.

        Raises:
            NoOcurrio: si no lo está a tiempo.
        """
        self.esperar(
            lambda: self.estado(servicio)["State"]["Health"]["Status"] == "healthy", limite
        )

    def memoria(self, *contenedores: str) -> float:
        """MiB que ocupa cada uno, la mediana, según docker stats."""
        nombres = [self.prefijo + contenedor for contenedor in contenedores]
        dicho = orden("docker", "stats", "--no-stream", "--format", "{{.MemUsage}}", *nombres)
        return statistics.median(map(float, re.findall(r"^([\d.]+)MiB", dicho, re.MULTILINE)))

    def esperar(self, condicion: Callable[[], T], limite: float = 40) -> T:
        """Espera a que algo se cumpla y lo devuelve.

        Raises:
            NoOcurrio: si no se cumple en `limite` segundos.
        """
        inicio = mirada = time.monotonic()
        while not (valor := condicion()):
            if time.monotonic() - inicio > limite:
                dicho = self.compose("logs", "--tail=15")
                msg = f"no ocurrió en {limite} s; esto dicen los servicios:\n{dicho}"
                raise NoOcurrio(msg)
            time.sleep(max(MIRADA, 2 * (time.monotonic() - mirada)))
            mirada = time.monotonic()
        return valor

    def recuento(self, *, copias: bool = False, desde: float = 0) -> Recuento:
        """Las cuentas según lo que han dicho el productor y los workers desde un instante."""
        recuento = Recuento(copias, WORKERS)
        for servicio in ("producer", *WORKERS):
            recuento.apuntar(registro(self.prefijo + servicio, f"{desde:.6f}", "-t"))
        return recuento

    def terminada(self, *, copias: bool = False, limite: float = 60, desde: float = 0) -> Recuento:
        """El recuento de la tanda, cuando el productor ha acabado y no falta nada.

        Raises:
            NoOcurrio: si no acaba en `limite` segundos.
        """

        def completo() -> Recuento | None:
            if "enviadas y confirmadas" not in self.dice("producer", desde):
                return None
            recuento = self.recuento(copias=copias, desde=desde)
            return None if recuento.faltan else recuento

        hecho = self.esperar(completo, limite)
        assert hecho  # noqa: S101 # esperar no devuelve None: solo lo dice a mypy
        return hecho

    @property
    def interfaz(self) -> str:
        """Dirección y puerto de la interfaz de RabbitMQ."""
        return f"127.0.0.1:{self.entorno['PUERTO_UI']}"

    def api(self, ruta: str, verbo: str = "GET", datos: object = None) -> Any:  # noqa: ANN401 # JSON
        """Lo que responde la API de RabbitMQ al administrador; None si no responde nada.

        Raises:
            OSError: el broker no contesta, o contesta que no.
        """
        clave = self.entorno.get("CLAVE_ADMIN", "admin")
        credenciales = b64encode(f"admin:{clave}".encode()).decode()
        peticion = urllib.request.Request(
            f"http://{self.interfaz}/api/{ruta}",
            headers={
                "Authorization": f"Basic {credenciales}",
                "Content-Type": "application/json",
            },
            method=verbo,
            data=None if datos is None else json.dumps(datos).encode(),
        )
        with urllib.request.urlopen(peticion, timeout=5) as respuesta:  # noqa: S310 # en esta máquina
            cuerpo = respuesta.read()
        return json.loads(cuerpo) if cuerpo else None

    def conexiones(self) -> list[dict[str, Any]]:
        """Las abiertas de las que el broker ya lo sabe todo; `de`, sin lo que cambia cada vez."""
        conocidas: list[dict[str, Any]] = self.api("connections")
        return [
            {**c, "de": re.sub(r"\.[0-9a-f]{6}", "", c["user_provided_name"])}
            for c in conocidas
            if c.get("user_provided_name") and "timeout" in c
        ]

    def vaciar(self) -> None:
        """Deja sin mensajes las dos colas duraderas, si las hay."""
        for cola in ("tareas_distribuidas", "tareas_fallidas"):
            try:
                self.api(f"queues/%2f/{cola}/contents", "DELETE")
            except HTTPError as error:
                if error.code != HTTPStatus.NOT_FOUND:
                    raise

    def publicar_en_cola(self, cuerpo: bytes) -> None:
        """Deja un mensaje cualquiera en tareas_distribuidas, como lo haría un administrador."""
        datos = {
            "properties": {},
            "routing_key": "tareas_distribuidas",
            "payload": b64encode(cuerpo).decode(),
            "payload_encoding": "base64",
        }
        self.api("exchanges/%2f/amq.default/publish", "POST", datos)


class Propio(Taller):
    """El que está en marcha en esta carpeta, con los ajustes que vería compose."""

    def __init__(self) -> None:
        self.prefijo = ajuste("PREFIJO", "")
        self.entorno = {
            "PUERTO_UI": ajuste("PUERTO_UI", "15672"),
            "CLAVE_ADMIN": ajuste("CLAVE_ADMIN", "admin"),
        }
