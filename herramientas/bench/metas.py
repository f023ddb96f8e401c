"""Lo que se quería alcanzar, y lo alcanzado: cada meta es una proporción dentro de una vuelta."""

from dataclasses import dataclass

from herramientas.bench.filas import Fila, proporcion
from herramientas.bench.lista import TALLER, TALLER_INFO, VARA

EMPATE = 0.25  # con menos diferencia, en esta máquina, no gana nadie
PYTHON = ("pika, ejemplo", "aio-pika", "kombu", "Celery", "Dramatiq", "FastStream")


@dataclass(frozen=True, slots=True)
class Meta:
    """`quien` entre `ante` en una prueba; con `a_lo_mas`, cuanto menos mejor."""

    prueba: str
    ante: str
    quiere: float
    quien: str = TALLER.nombre
    a_lo_mas: bool = False
    empata: bool = False  # «no peor que»: dentro del empate vale


METAS = [
    Meta("publicar", VARA, 0.7),
    Meta("publicar", "Node amqplib", 1, empata=True),
    Meta("publicar", "aio-pika", 2.5),
    Meta("publicar", "Celery", 20),
    Meta("publicar", TALLER.nombre, 0.5, quien=TALLER_INFO.nombre),
    Meta("consumir", VARA, 0.95),
    *(Meta("consumir", par, 1, empata=True) for par in PYTHON),
    Meta("consumir", TALLER.nombre, 0.85, quien=TALLER_INFO.nombre),
    Meta("latencia p50", VARA, 1.4, a_lo_mas=True),
    Meta("latencia p50", "pika, ejemplo", 1, a_lo_mas=True, empata=True),
    Meta("latencia p99", "pika, ejemplo", 1, a_lo_mas=True, empata=True),
]


def tabla(filas: list[Fila]) -> str:
    """Una línea por meta que se ha medido."""
    lineas = ["| prueba | quién, entre quién | se quería | sale | |", "|---|---|--:|--:|---|"]
    for meta in METAS:
        sale = proporcion(filas, meta.prueba, meta.quien, meta.ante)
        if sale:
            signo = "≤" if meta.a_lo_mas else "≥"
            lineas.append(
                f"| {meta.prueba} | {meta.quien} / {meta.ante} | {signo} {meta.quiere:g} "
                f"| {sale:.2f} | {veredicto(meta, sale)} |"
            )
    return "\n".join(lineas)


def veredicto(meta: Meta, sale: float) -> str:
    """«sí», «empate» o cuánto falta."""
    falta = (sale / meta.quiere if meta.a_lo_mas else meta.quiere / sale) - 1
    if falta <= 0:
        return "sí"
    return "empate" if meta.empata and falta < EMPATE else f"falta un {falta:.0%}"
