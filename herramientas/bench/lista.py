"""La lista dice qué pares se comparan: programas que publican y consumen, y cómo se lanzan."""

import os
import subprocess
from dataclasses import dataclass
from typing import IO

from herramientas.sistema.docker import RAIZ, orden

CASA = RAIZ / ".cache/bench"  # lo que deja en la máquina herramientas/preparar/bench.sh
AMQPLIB = {"AMQPLIB": str(CASA / "node/node_modules/amqplib")}
PYTHON = (str(CASA / "bin/python"), "-m", "herramientas.bench.pares")
NODE = ("node", str(RAIZ / "herramientas/bench/pares/amqplib.js"))


@dataclass(frozen=True, slots=True)
class Par:
    """Un par se corre con su `orden`, seguida de `publicar N`, `consumir` o `version`."""

    nombre: str
    orden: tuple[str, ...]
    ritmo: int  # mensajes por segundo que publica, más o menos: decide cuántos se publican al medir
    nivel_log: str = ""  # NIVEL_LOG: solo lo mira este taller

    def versiones(self) -> str:
        """Devuelve la versión de su lenguaje, si la dice, y la de su biblioteca."""
        return orden(*self.orden, "version", entorno=AMQPLIB).strip()

    def lanzar(
        self, direccion: str, *que: str, salida: IO[bytes], numero: int = 1
    ) -> subprocess.Popen[bytes]:
        """Lanza un proceso contra el broker de esa dirección; lo que diga va a `salida`.

        `numero` distingue a los procesos de un par que corren a la vez.
        """
        return subprocess.Popen(
            [*self.orden, *que],
            cwd=RAIZ,
            stdout=salida,
            stderr=subprocess.STDOUT,
            env={
                "PATH": os.environ["PATH"],
                "BENCH_URL": f"amqp://admin:admin@{direccion}:5672/%2F",
                "RABBIT_HOST": direccion,
                "NIVEL_LOG": self.nivel_log,
                "WORKER_ID": str(numero),
                **AMQPLIB,
            },
        )


C = Par("C librabbitmq", (str(CASA / "librabbitmq"),), 50_000)  # las proporciones son a este
TALLER = Par("este taller", (*PYTHON, "nuestro"), 35_000, "WARNING")
TALLER_INFO = Par("este taller, con registro", (*PYTHON, "nuestro"), 25_000, "INFO")
PARES = [  # en el orden en que los muestra la portada
    C,
    Par("Node amqplib", NODE, 45_000),
    TALLER,
    TALLER_INFO,
    Par("aio-pika", (*PYTHON, "aio_pika"), 10_000),
    Par("FastStream", (*PYTHON, "faststream"), 6_000),
    Par("kombu", (*PYTHON, "kombu"), 1_200),
    Par("pika, ejemplo", (*PYTHON, "pika"), 1_100),
    Par("Dramatiq", (*PYTHON, "dramatiq"), 1_100),
    Par("Celery", (*PYTHON, "celery"), 700),
]
