"""Los pares: cómo se llama cada uno, con qué se corre y, más o menos, a qué ritmo publica."""

from dataclasses import dataclass, field

from herramientas.sistema.docker import RAIZ

CASA = RAIZ / ".cache/bench"
PYTHON = str(CASA / "bin/python")
VARA = "C librabbitmq"  # las proporciones son a este


@dataclass(frozen=True, slots=True)
class Par:
    """Un competidor; `orden` se completa con `publicar N` o `consumir`."""

    nombre: str
    orden: tuple[str, ...]
    ritmo: int  # mensajes publicados por segundo: solo decide cuántos se publican al medir
    paquete: str = ""  # el que se instala con pip, para decir su versión y lo que ocupa
    entorno: dict[str, str] = field(default_factory=dict)


def _python(nombre: str, archivo: str, ritmo: int, paquete: str, **entorno: str) -> Par:
    return Par(
        nombre, (PYTHON, "-m", f"herramientas.bench.pares.{archivo}"), ritmo, paquete, entorno
    )


TALLER = _python("este taller", "nuestro", 35_000, "pika", NIVEL_LOG="WARNING")
TALLER_INFO = _python("este taller, con registro", "nuestro", 25_000, "pika", NIVEL_LOG="INFO")
PARES = [
    TALLER,
    TALLER_INFO,
    _python("pika, ejemplo", "pika", 1_100, "pika"),
    _python("aio-pika", "aio_pika", 10_000, "aio-pika"),
    _python("kombu", "kombu", 1_200, "kombu"),
    _python("Celery", "celery", 700, "celery"),
    _python("Dramatiq", "dramatiq", 1_100, "dramatiq"),
    _python("FastStream", "faststream", 6_000, "faststream"),
    Par("Node amqplib", ("node", str(RAIZ / "herramientas/bench/pares/amqplib.js")), 45_000),
    Par(VARA, (str(CASA / "librabbitmq"),), 50_000),
]
