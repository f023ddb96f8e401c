"""`make capacidad`: las cifras de docs/capacidad.md, con un nodo y con un cluster de tres.

Tareas sin trabajo (complejidad 0): lo que se mide es lo que cuesta repartirlas.
"""

import sys
import time
from collections.abc import Callable
from itertools import pairwise

from herramientas.medidas.medido import apunta, versiones
from herramientas.sistema.cluster import Cluster
from herramientas.sistema.taller import WORKERS, Taller, preparar

ESPERAN = (500_000, 1_500_000)  # tareas en la cola cada vez que se mira la memoria
SE_MIRA = 10.0  # s que se mira a los workers
LIMITE = 600.0  # s
MIB = 2**20
VACIA = {"INTERVALO": "0", "COMPLEJIDAD": "0"}


def main() -> int:
    """Mide uno y otro, y dice cada cifra en una línea."""
    preparar()
    uno = Taller("capacidad", **VACIA)
    mide("un nodo", uno, lambda: nodo_listo(uno))
    tres = Cluster("capacidad", **VACIA)
    mide("tres nodos", tres, tres.arrancar_broker)
    return 0


def nodo_listo(taller: Taller) -> None:
    """Arranca el broker y espera a que esté sano."""
    taller.compose("up", "-d", "rabbitmq")
    taller.sano("rabbitmq", 90)


def mide(cual: str, taller: Taller, arranca: Callable[[], object]) -> None:
    """Llena la cola y la deja bajar con uno y con dos workers."""
    cifras: dict[str, float] = {}

    def anota(que: str, valor: float) -> None:
        cifras[que] = valor
        print(f"{cual}: {que:<34} {valor:6.0f}", flush=True)

    try:
        arranca()
        con = versiones(taller)
        anota("memoria vacío, MiB", memoria(taller))
        for hay, esperan in pairwise((0, *ESPERAN)):
            taller.compose("up", "-d", "--no-deps", "producer", TAREAS=str(esperan - hay))
            taller.esperar(lambda: not taller.estado("producer")["State"]["Running"], LIMITE)
            anota(f"confirmadas hasta {esperan}, por s", ritmo(taller))
            anota(f"memoria con {esperan} esperando, MiB", memoria(taller))
        for n in range(len(WORKERS)):
            taller.compose("up", "-d", "--no-deps", *WORKERS[: n + 1])
            anota(f"hechas con {n + 1} worker(s), por s", hechas(taller, n + 1))
    finally:
        taller.borrar()
    apunta(f"capacidad, {cual}", cifras, con)


def hechas(taller: Taller, workers: int) -> float:
    """Tareas completadas por segundo entre todos, en una ventana con todos ya trabajando."""
    for worker in WORKERS[:workers]:
        taller.esperar(lambda w=worker: "] completada " in taller.dice(w))  # type: ignore[misc]
    desde = time.time() + 1
    taller.esperar(lambda: time.time() > desde + SE_MIRA)
    suyas = [
        linea
        for worker in WORKERS[:workers]
        for linea in taller.lineas(worker, desde)
        if linea.verbo == "completada" and linea.instante < desde + SE_MIRA
    ]
    return len(suyas) / SE_MIRA


def ritmo(taller: Taller) -> float:
    """Tareas que el productor dio por enviadas cada segundo, según lo que queda de su registro."""
    envios = [li.instante for li in taller.lineas("producer") if li.verbo == "enviada"]
    return (len(envios) - 1) / (max(envios) - min(envios))


def memoria(taller: Taller) -> float:
    """MiB que dice usar el nodo que más usa: la de docker stats cuenta también archivos."""

    def usadas() -> list[int]:  # al arrancar, la API aún no la sabe
        nodos = taller.api("nodes")
        return [int(n["mem_used"]) for n in nodos] if all("mem_used" in n for n in nodos) else []

    return max(taller.esperar(usadas)) / MIB


if __name__ == "__main__":
    sys.exit(main())
