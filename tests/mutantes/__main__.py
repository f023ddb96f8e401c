"""`make mutantes` pone cada mutante en una copia del proyecto y dice qué prueba lo nota."""

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue

from herramientas.sistema import restos
from tests import corrida
from tests.mutantes.copia import PLAZO_SANAS, Copia
from tests.mutantes.lista import MUTANTES
from tests.mutantes.mutante import Mutante

SANAS = 8  # pruebas a la vez, sin mutante: esperan más de lo que calculan
A_LA_VEZ = 10  # con mutante, casi todas esperan a que alguien diga lo que no va a decir


def main() -> int:
    """Devuelve 0 si las pruebas notan todos, 1 si no, y 2 si QUIEN no es parte de un archivo."""
    pedido = " ".join(sys.argv[1:])
    elegidos = [m for m in MUTANTES if pedido in m.archivo]
    if not elegidos:
        hay = ", ".join(sorted({m.archivo for m in MUTANTES}))
        print(f"QUIEN=«{pedido}» no es válido: se espera parte de uno de {hay}", file=sys.stderr)
        return 2
    os.environ[restos.DUENO] = str(os.getpid())  # las pruebas comparten el broker de esta corrida
    inicio = time.monotonic()
    try:
        vivos = juzga(elegidos)
    finally:
        corrida.acaba()
    print(f"· {len(elegidos)} mutantes, {vivos} vivos, en {time.monotonic() - inicio:.0f} s")
    return 1 if vivos else 0


def juzga(mutantes: Sequence[Mutante]) -> int:
    """Prueba varios mutantes a la vez, dice cada uno en una línea y devuelve cuántos sobreviven.

    Raises:
        SystemExit: con 1, si sin ningún mutante ya falla alguna prueba.
    """
    copias: SimpleQueue[Copia] = SimpleQueue()

    def juzga_uno(mutante: Mutante) -> tuple[str, float]:
        """Pone un mutante en una copia libre; devuelve lo que `juzga`, y cuántos segundos tardó."""
        copia, empieza = copias.get(), time.monotonic()
        try:
            return copia.juzga(mutante), time.monotonic() - empieza
        finally:
            copias.put(copia)

    with ExitStack() as abiertas:
        for _ in range(A_LA_VEZ):
            copias.put(sana := abiertas.enter_context(Copia()))
        pruebas = sorted({m.prueba for m in mutantes})
        hecho = sana.corre(pruebas, PLAZO_SANAS, f"-n{SANAS}")
        if hecho.returncode:
            sys.exit(f"✗ sin ningún mutante, ya fallan:\n{hecho.stdout}")
        print(f"· {len(pruebas)} pruebas pasan sin mutantes", flush=True)
        vivos = 0
        with ThreadPoolExecutor(A_LA_VEZ) as hilos:
            for mutante, (porque, segundos) in zip(
                mutantes, hilos.map(juzga_uno, mutantes), strict=True
            ):
                dicho = porque or f"lo nota tests/{mutante.prueba}"
                print(f"{'✗' if porque else '·'} {mutante.que}: {dicho} ({segundos:.0f} s)")
                sys.stdout.flush()
                vivos += bool(porque)
    return vivos


if __name__ == "__main__":
    sys.exit(main())
