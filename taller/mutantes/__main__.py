"""`make mutantes`: pone cada uno en una copia y dice quién lo nota; mal, si alguno sobrevive."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue

from taller import restos
from taller.docker import orden
from taller.mutantes.copia import Copia
from taller.mutantes.lista import MUTANTES
from taller.mutantes.mutante import Mutante

A_LA_VEZ = 5  # las pruebas esperan más que calculan
BROKER = "tests/integration/test_broker.py::test_guest_no_existe"


def main() -> int:
    """Estado 0 si todos mueren; `make mutantes QUIEN=productor`, solo los de ese fichero."""
    elegidos = [m for m in MUTANTES if all(parte in m.fichero for parte in sys.argv[1:])]
    os.environ[restos.DUENO] = str(os.getpid())  # las pruebas comparten el broker de esta corrida
    inicio = time.monotonic()
    copias: SimpleQueue[Copia] = SimpleQueue()
    vivos = []

    def juzga(mutante: Mutante) -> tuple[Mutante, str, float]:
        copia, empieza = copias.get(), time.monotonic()
        try:
            return mutante, copia.juzga(mutante), time.monotonic() - empieza
        finally:
            copias.put(copia)

    try:
        orden(sys.executable, "-m", "pytest", "-q", BROKER)  # lo arranca para todas
        with ExitStack() as abiertas, ThreadPoolExecutor(A_LA_VEZ) as hilos:
            for _ in range(A_LA_VEZ):
                copias.put(abiertas.enter_context(Copia()))
            for mutante, porque, segundos in hilos.map(juzga, elegidos):
                dicho = porque or mutante.prueba
                print(f"{'✗' if porque else '·'} {mutante.que} — {dicho} ({segundos:.0f} s)")
                sys.stdout.flush()
                vivos += [mutante] if porque else []
    finally:
        restos.acaba_la_corrida()
    print(f"· {len(elegidos)} mutantes, {len(vivos)} vivos, en {time.monotonic() - inicio:.0f} s")
    return 1 if vivos or not elegidos else 0


if __name__ == "__main__":
    sys.exit(main())
