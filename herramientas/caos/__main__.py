"""`make caos` provoca los fallos de la matriz, uno tras otro; `make caos FALLO=F5`, solo ese.

`make caos-largo` y `make caos-cluster` provocan los suyos.
"""

import sys

from herramientas.caos.suite import SUITES, corre_suite
from herramientas.caos.tabla import DEL_CLUSTER
from herramientas.medidas.medido import versiones
from herramientas.sistema.cluster import NODOS, Cluster
from herramientas.sistema.taller import Taller, preparar


def main(pedido: str) -> int:
    """Corre una suite, o los fallos con un código o un nombre; si son una suite, la escribe.

    Acaba con 0 si todas las filas salen bien, 1 si alguna no, 2 si el fallo pedido no existe.
    """
    todos = [fallo for suyos in SUITES.values() for fallo in suyos]
    elegidos = SUITES.get(pedido) or [f for f in todos if pedido in {f.codigo, f.nombre}]
    if not elegidos:
        hay = ", ".join(f.nombre for f in todos)
        print(f"FALLO=«{pedido}» no es válido: se espera uno de {hay}", file=sys.stderr)
        return 2
    nombre = next((suite for suite, suyos in SUITES.items() if suyos == elegidos), "")
    preparar()
    with Cluster("caoscluster") if elegidos[0] in DEL_CLUSTER else Taller("caos") as taller:
        segundos = taller.arrancar_broker()
        con = versiones(taller)
        if isinstance(taller, Cluster):
            con["tres nodos en"] = f"{segundos:.1f} s"
            con["por nodo"] = f"{taller.memoria(*NODOS):.0f} MiB"
            con["PLAZO_ACK"] = f"{taller.entorno['PLAZO_ACK']} s"
        return corre_suite(taller, elegidos, con, nombre)


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:]) or "resultados"))
