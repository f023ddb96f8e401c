"""A los contenedores de un taller se les mira, se les manda algo y se espera a que ocurra."""

import json
import re
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from herramientas.sistema.docker import compose, orden, registro
from herramientas.sistema.lineas import Linea, leer

T = TypeVar("T")
MIRADA = 0.2  # s, y al menos el doble de lo que cuesta mirar: si no, se come la CPU de lo que mira


class NoOcurrio(TimeoutError):
    """Se esperaba algo que no llegó a tiempo; el texto lleva lo que dicen los servicios."""


class Contenedores:
    """Maneja los contenedores de un taller: a cada uno se le llama por el nombre de su servicio.

    Lo que se espera y no ocurre en `limite` segundos es un NoOcurrio.
    """

    prefijo: str  # lo que los nombres de los contenedores llevan delante del de su servicio
    entorno: dict[str, str]  # con el que se llama a compose

    def compose(self, *palabras: str, **ajustes: str) -> str:
        """Corre una orden de compose y devuelve lo que dijo."""
        return compose(*palabras, entorno={**self.entorno, **ajustes})

    def docker(self, verbo: str, servicio: str) -> str:
        """Corre `docker verbo contenedor` y devuelve lo que dijo."""
        return orden("docker", verbo, self.prefijo + servicio)

    def dentro(self, servicio: str, *mandato: str) -> str:
        """Corre un mandato en el contenedor y devuelve lo que dijo."""
        return orden("docker", "exec", self.prefijo + servicio, *mandato)

    def dice(self, servicio: str, desde: float = 0, *opciones: str) -> str:
        """Devuelve lo que ha dicho su contenedor actual desde un instante (época Unix)."""
        return registro(self.prefijo + servicio, f"{desde:.6f}", *opciones)

    def lineas(self, servicio: str, desde: float = 0, verbo: str = "") -> list[Linea]:
        """Da lo mismo, línea a línea y con el instante de cada una; con `verbo`, solo las suyas."""
        todas = leer(self.dice(servicio, desde, "-t"))
        return [linea for linea in todas if verbo in {"", linea.verbo}]

    def estado(self, servicio: str) -> dict[str, Any]:
        """Devuelve lo que cuenta `docker inspect`."""
        inspeccion: list[dict[str, Any]] = json.loads(self.docker("inspect", servicio))
        return inspeccion[0]

    def murio(self, servicio: str) -> float:
        """Dice cuándo acabó por última vez su contenedor, según Docker (época Unix)."""
        return datetime.fromisoformat(self.estado(servicio)["State"]["FinishedAt"]).timestamp()

    def memoria(self, *contenedores: str) -> float:
        """Da la mediana de los MiB que ocupa cada uno, según docker stats."""
        nombres = [self.prefijo + contenedor for contenedor in contenedores]
        dicho = orden("docker", "stats", "--no-stream", "--format", "{{.MemUsage}}", *nombres)
        return statistics.median(map(float, re.findall(r"^([\d.]+)MiB", dicho, re.MULTILINE)))

    def sano(self, servicio: str, limite: float = 40) -> None:
        """Espera a que su health check dé por bueno un servicio."""
        self.esperar(
            lambda: self.estado(servicio)["State"]["Health"]["Status"] == "healthy", limite
        )

    def acabado(self, servicio: str, limite: float = 40) -> None:
        """Espera a que un servicio acabe, bien o mal."""
        self.esperar(lambda: not self.estado(servicio)["State"]["Running"], limite)

    def esperar(self, condicion: Callable[[], T | None], limite: float = 40) -> T:
        """Espera a que algo se cumpla y lo devuelve."""
        inicio = mirada = time.monotonic()
        while not (valor := condicion()):
            if time.monotonic() - inicio > limite:
                dicho = compose("logs", "--tail=15", entorno=self.entorno, juntas=True)
                msg = f"no ocurrió en {limite} s; esto dicen los servicios:\n{dicho}"
                raise NoOcurrio(msg)
            time.sleep(max(MIRADA, 2 * (time.monotonic() - mirada)))
            mirada = time.monotonic()
        return valor
