"""`make bench` y `make bench RAPIDO=1`: mide, compara y lo cuenta en herramientas/bench/README.md.

Se puede medir por partes: `python -m herramientas.bench ritmos`, `latencias`, `costos`, `escalas`,
`recuperaciones`, `diarios`; cada vez, las vueltas que diga VUELTAS (5).
"""

import os
import sys

from herramientas.bench import filas, informe, suelos
from herramientas.bench.broker import Broker
from herramientas.bench.ronda import Ronda

PARTES = ("ritmos", "latencias", "costos", "escalas", "recuperaciones", "diarios")


def main(partes: list[str]) -> int:
    """1 si algo quedó por debajo de su suelo."""
    breve = bool(os.environ.get("RAPIDO"))
    vueltas = int(os.environ.get("VUELTAS", "2" if breve else "5"))
    hechas: list[filas.Fila] = []
    broker = Broker()
    with broker.taller:
        broker.arrancar()
        for vuelta in range(vueltas):
            for parte in partes or (PARTES[:1] if breve else PARTES):
                ronda = Ronda(broker, len(filas.leer()) + vuelta, breve=breve)
                print(f"· {parte}, vuelta {vuelta + 1} de {vueltas}", flush=True)
                getattr(ronda, parte)()
                hechas += ronda.filas
                if not breve:
                    filas.anotar(ronda.filas)
    if breve:
        print(informe.tabla(hechas, "publicar"), informe.tabla(hechas, "consumir"), sep="\n\n")
    else:
        hechas = filas.leer()
        informe.escribir(hechas)
    return suelos.comprobar(hechas)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
