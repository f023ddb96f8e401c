"""`make bench` y `make bench RAPIDO=1`: mide, compara y lo cuenta en herramientas/bench/README.md.

VUELTAS dice cuántas veces se mide todo: si no se da, 5, y 2 con RAPIDO.
"""

import os
import sys

from herramientas.bench import filas, informe, suelos
from herramientas.bench.broker import Broker
from herramientas.bench.ronda import Ronda


def main() -> int:
    """1 si algo quedó por debajo de su suelo."""
    breve = bool(os.environ.get("RAPIDO"))
    vueltas = int(os.environ.get("VUELTAS", "2" if breve else "5"))
    hechas: list[filas.Fila] = []
    broker = Broker()
    try:
        broker.arrancar()
        for vuelta in range(vueltas):
            ronda = Ronda(broker, vuelta, breve=breve)
            print(f"· vuelta {vuelta + 1} de {vueltas}", flush=True)
            ronda.ritmos()
            hechas += ronda.filas
            if not breve:
                filas.anotar(ronda.filas)
    finally:
        broker.taller.borrar()
    if breve:
        print(informe.tabla(hechas, "publicar"), informe.tabla(hechas, "consumir"), sep="\n\n")
    else:
        hechas = filas.leer()
        informe.escribir(hechas)
    return suelos.comprobar(hechas)


if __name__ == "__main__":
    sys.exit(main())
