"""`make caos-cluster`: los fallos de un cluster de tres nodos, y su tabla en docs/cluster.md."""

import sys

from herramientas.caos import del_cluster
from herramientas.caos.del_cluster import cluster
from herramientas.caos.fallo import Fallo
from herramientas.caos.suite import corre_suite, pedidos
from herramientas.medidas.medido import versiones
from herramientas.sistema.cluster import NODOS, Cluster

CARGA = {"TAREAS": "0", "INTERVALO": "0.02", "COMPLEJIDAD": "0.01"}  # hasta que se pare
# Las que el productor tuviera sin confirmar de cada nodo que muere, y una en manos de cada worker
POR_NODO = 6
# s; de once veces que murió el líder, nueve se paró 0,4 s y dos, 7,1: de los propios nodos (los
# otros ya tienen líder, pero uno no atiende: Erlang da 7 s a conectar con quien no contesta)
DE_LOS_NODOS = 20
COPIAS = {"TAREAS": "0", "INTERVALO": "0.1", "COMPLEJIDAD": "0.05"}

FALLOS = [
    Fallo(
        "C1",
        "muere el nodo líder",
        del_cluster.muere(lambda c: cluster(c).lider()),
        CARGA,
        repetidas=POR_NODO,
        recuperacion=DE_LOS_NODOS,
    ),
    Fallo(
        "C2",
        "muere el nodo del productor",
        del_cluster.muere(lambda c: cluster(c).nodo_de("producer")),
        CARGA,
        repetidas=POR_NODO,
        recuperacion=DE_LOS_NODOS,
    ),
    Fallo(
        "C3",
        "mueren los tres, por turno",
        del_cluster.mueren_por_turno,
        CARGA,
        repetidas=3 * POR_NODO,
        recuperacion=DE_LOS_NODOS,
    ),
    # Sin tope de repetidas: lo que se publica sin mayoría, o a un líder congelado, no se confirma y
    # se publica otra vez al reconectarse; al volver, el broker tiene las dos.
    Fallo("C4", "queda uno de tres", del_cluster.queda_uno, CARGA, repetidas=None, recuperacion=30),
    Fallo(
        "C5",
        "mueren los tres a la vez",
        del_cluster.mueren_los_tres,
        CARGA,
        repetidas=None,
        recuperacion=30,
    ),
    Fallo(
        "C6",
        "se actualizan de uno en uno",
        del_cluster.se_actualizan,
        CARGA,
        repetidas=3 * POR_NODO,
        recuperacion=DE_LOS_NODOS,
    ),
    # Con los latidos se nota a los 18 s; si al reconectarse se volviera al congelado, serían 10 más
    Fallo(
        "C7",
        "se congela el líder, con el productor",
        del_cluster.se_congela,
        CARGA,
        repetidas=None,
        recuperacion=25,
    ),
    Fallo(
        "C8",
        "muere el nodo de un suscriptor",
        del_cluster.pierde_su_nodo,
        COPIAS,
        "pub_sub",
        arranca=False,
        recuperacion=DE_LOS_NODOS,  # el que muere puede ser el líder
    ),
]


def main() -> int:
    """Estado 0 si todas las filas salen bien, 1 si alguna no, 2 si el fallo pedido no existe."""
    elegidos = pedidos(FALLOS)
    taller = Cluster("caoscluster")

    def arranca() -> dict[str, str]:
        segundos = taller.arrancar_broker()
        return versiones(taller) | {
            "tres nodos en": f"{segundos:.1f} s",
            "por nodo": f"{taller.memoria(*NODOS):.0f} MiB",
            "PLAZO_ACK": f"{taller.entorno['PLAZO_ACK']} s",
        }

    nombre = "" if elegidos else "resultados-cluster"
    return corre_suite(taller, elegidos or FALLOS, arranca, nombre)


if __name__ == "__main__":
    sys.exit(main())
