"""`make capacidad` mide las cifras de docs/capacidad.md, con un nodo y con un cluster de tres.

Las tareas no tienen trabajo (complejidad 0): lo que se mide es lo que cuesta repartirlas.
"""

import time
from collections.abc import Iterator
from itertools import pairwise

from herramientas.medidas.medido import mide_aparte
from herramientas.sistema.cluster import Cluster
from herramientas.sistema.taller import WORKERS, Taller, preparar

ESPERAN = (500_000, 1_500_000)  # tareas en la cola cada vez que se mira la memoria
SE_MIRA = 10.0  # s que se mira a los workers
LIMITE = 600.0  # s
MIB = 2**20
VACIA = {"INTERVALO": "0", "COMPLEJIDAD": "0"}


def main() -> None:
    """Mide uno y otro."""
    preparar()
    mide_aparte("capacidad, un nodo", lambda: Taller("capacidad", **VACIA), cifras)
    mide_aparte("capacidad, tres nodos", lambda: Cluster("capacidad", **VACIA), cifras)


def cifras(taller: Taller) -> Iterator[tuple[str, float]]:
    """Llena la cola, la deja bajar con uno y con dos workers, y da cada cifra en cuanto la sabe."""
    taller.arrancar_broker()
    yield "memoria vacío, MiB", memoria_del_broker(taller)
    for hay, esperan in pairwise((0, *ESPERAN)):
        taller.arrancar("--no-deps", "producer", TAREAS=str(esperan - hay))
        taller.acabado("producer", LIMITE)
        yield f"confirmadas hasta {esperan}, por s", ritmo(taller)
        yield f"memoria con {esperan} esperando, MiB", memoria_del_broker(taller)
    for n in range(1, len(WORKERS) + 1):
        taller.arrancar("--no-deps", *WORKERS[:n])
        yield f"hechas con {n} worker(s), por s", hechas(taller, WORKERS[:n])


def hechas(taller: Taller, workers: list[str]) -> float:
    """Da las tareas completadas por segundo entre todos, desde que todos trabajan."""
    taller.esperar(lambda: all("] completada " in taller.dice(worker) for worker in workers))
    desde = time.time() + 1
    taller.esperar(lambda: time.time() > desde + SE_MIRA)
    suyas = [linea for worker in workers for linea in taller.lineas(worker, desde, "completada")]
    return sum(linea.instante < desde + SE_MIRA for linea in suyas) / SE_MIRA


def ritmo(taller: Taller) -> float:
    """Da las tareas enviadas por segundo, según lo que queda del registro del productor."""
    envios = [linea.instante for linea in taller.lineas("producer", verbo="enviada")]
    return (len(envios) - 1) / (max(envios) - min(envios))


def memoria_del_broker(taller: Taller) -> float:
    """Da los MiB que dice usar el nodo que más usa: docker stats cuenta también archivos."""

    def usadas() -> list[int]:  # al arrancar, la API aún no la sabe
        nodos = taller.api("nodes")
        return [int(n["mem_used"]) for n in nodos] if all("mem_used" in n for n in nodos) else []

    return max(taller.esperar(usadas)) / MIB


if __name__ == "__main__":
    main()
