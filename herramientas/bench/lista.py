"""La lista dice qué pares se comparan: programas que publican y consumen, y cómo se lanzan."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from herramientas.bench.broker import Broker
from herramientas.sistema.docker import RAIZ, orden

CASA = RAIZ / ".cache/bench"  # lo que deja en la máquina herramientas/preparar/bench.sh
PYTHON = (str(CASA / "bin/python"), "-m", "herramientas.bench.pares")
NODE = ("node", str(RAIZ / "herramientas/bench/pares/amqplib.js"))


@dataclass(frozen=True, slots=True)
class Par:
    """Un par se corre con su `orden`, seguida de `publicar N`, `consumir` o `version`."""

    nombre: str
    orden: tuple[str, ...]
    ritmo: int  # mensajes por segundo que publica, más o menos: decide cuántos se publican al medir
    entorno: Mapping[str, str] = field(default_factory=dict)  # variables solo suyas

    def versiones(self) -> str:
        """Devuelve la versión de su lenguaje, si la dice, y la de su biblioteca."""
        return orden(*self.orden, "version", entorno=dict(self.entorno)).strip()

    def lanzar(self, broker: Broker, *que: str, numero: int = 1) -> subprocess.Popen[bytes]:
        """Lanza un proceso; `numero` lo distingue de otro del mismo par que corra a la vez."""
        with tempfile.TemporaryFile() as salida:  # donde iría el registro de un servicio
            return subprocess.Popen(
                [*self.orden, *que],
                cwd=RAIZ,
                stdout=salida,
                stderr=subprocess.STDOUT,
                env={
                    "PATH": os.environ["PATH"],
                    "BENCH_URL": broker.url,
                    "RABBIT_HOST": broker.direccion,
                    "WORKER_ID": str(numero),
                    **self.entorno,
                },
            )


C = Par("C librabbitmq", (str(CASA / "librabbitmq"),), 50_000)  # las proporciones son a este
TALLER = Par("este taller", (*PYTHON, "nuestro"), 35_000, {"NIVEL_LOG": "WARNING"})
TALLER_INFO = Par("este taller, con registro", (*PYTHON, "nuestro"), 25_000, {"NIVEL_LOG": "INFO"})
AMQPLIB = {"AMQPLIB": str(CASA / "node/node_modules/amqplib")}
DE_UNA_EN_UNA = {"dramatiq_queue_prefetch": "1"}  # Dramatiq no lo admite de otra manera
PARES = [  # en el orden en que los muestra la portada
    C,
    Par("Node amqplib", NODE, 45_000, AMQPLIB),
    TALLER,
    TALLER_INFO,
    Par("aio-pika", (*PYTHON, "aio_pika"), 10_000),
    Par("FastStream", (*PYTHON, "faststream"), 6_000),
    Par("kombu", (*PYTHON, "kombu"), 1_200),
    Par("pika, ejemplo", (*PYTHON, "pika"), 1_100),
    Par("Dramatiq", (*PYTHON, "dramatiq"), 1_100, DE_UNA_EN_UNA),
    Par("Celery", (*PYTHON, "celery"), 700),
]
