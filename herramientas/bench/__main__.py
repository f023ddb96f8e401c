"""`make bench` mide, compara y lo escribe; `make bench RAPIDO=1` mide menos y solo lo dice."""

import os
import sys

from herramientas.bench import informe, medida, suelos, vuelta
from herramientas.bench.broker import Broker
from herramientas.bench.tablas import UNIDADES, completa
from herramientas.sistema import restos


def main() -> int:
    """Devuelve 1 si algo quedó por debajo de su suelo.

    Lo medido se anota en cada vuelta: si algo falla, no se pierden las anteriores.
    """
    rapido = bool(os.environ.get("RAPIDO"))
    vueltas = 2 if rapido else medida.VUELTAS
    medidas = [] if rapido else medida.leer()
    restos.barrer()
    with Broker("bench") as broker:
        broker.arrancar_broker()
        for numero in range(vueltas):
            print(f"· vuelta {numero + 1} de {vueltas}", flush=True)
            nuevas = list(vuelta.medir(broker, numero, rapida=rapido))
            medidas += nuevas
            if not rapido:
                medida.anotar(nuevas)
    if rapido:
        print(*(completa(medidas, accion) for accion in UNIDADES), sep="\n\n")
    else:
        informe.escribir(medidas)
    return suelos.comprobar(medidas)


if __name__ == "__main__":
    sys.exit(main())
