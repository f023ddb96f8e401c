"""`make caos-cluster` provoca los fallos de un cluster de tres nodos, los de docs/cluster.md."""

import sys

from herramientas.caos import de_nodos
from herramientas.caos.de_un_suscriptor import pierde_su_nodo
from herramientas.caos.fallo import Fallo
from herramientas.caos.suite import corre_suite, pedidos
from herramientas.medidas.medido import versiones
from herramientas.sistema.cluster import NODOS, Cluster
from herramientas.sistema.taller import preparar

CARGA = {"TAREAS": "0", "INTERVALO": "0.02", "COMPLEJIDAD": "0.01"}  # hasta que se pare
COPIAS = {"MODO": "pub_sub", "TAREAS": "0", "INTERVALO": "0.1", "COMPLEJIDAD": "0.05"}
# Las que el productor tuviera sin confirmar de cada nodo que muere, y una en manos de cada worker
UN_NODO = 6
# s; de once veces que murió el líder, nueve se paró 0,4 s y dos, 7,1: de los propios nodos (los
# otros ya tienen líder, pero uno no atiende: Erlang da 7 s a conectar con quien no contesta)
PARON = 20

FALLOS = [  # las columnas, como en tabla.py
    Fallo("C1", "muere el nodo líder", de_nodos.muere_el_lider, CARGA, UN_NODO, PARON),
    Fallo("C2", "muere el nodo del productor", de_nodos.muere_el_conectado, CARGA, UN_NODO, PARON),
    Fallo("C3", "mueren los tres, por turno", de_nodos.mueren_por_turno, CARGA, 3 * UN_NODO, PARON),
    # Sin tope de repetidas: lo que se publica sin mayoría, o a un líder congelado, no se confirma y
    # se publica otra vez al reconectarse; al volver, el broker tiene las dos.
    Fallo("C4", "queda uno de tres", de_nodos.queda_uno, CARGA, None, 30),
    Fallo("C5", "mueren los tres a la vez", de_nodos.mueren_los_tres, CARGA, None, 30),
    Fallo("C6", "se actualizan de uno en uno", de_nodos.se_actualizan, CARGA, 3 * UN_NODO, PARON),
    # Con los latidos se nota a los 18 s; si al reconectarse se volviera al congelado, serían 10 más
    Fallo("C7", "se congela el líder, con el productor", de_nodos.se_congela, CARGA, None, 25),
    # También 20 s: el que muere puede ser el líder
    Fallo("C8", "muere el nodo de un suscriptor", pierde_su_nodo, COPIAS, 0, PARON, arranca=False),
]


def main() -> int:
    """Acaba con 0 si todas las filas salen bien, 1 si alguna no, 2 si el fallo pedido no existe."""
    elegidos = pedidos(FALLOS)
    nombre = "" if elegidos else "resultados-cluster"
    preparar()
    with Cluster("caoscluster") as taller:
        segundos = taller.arrancar_broker()
        con = versiones(taller) | {
            "tres nodos en": f"{segundos:.1f} s",
            "por nodo": f"{taller.memoria(*NODOS):.0f} MiB",
            "PLAZO_ACK": f"{taller.entorno['PLAZO_ACK']} s",
        }
        return corre_suite(taller, elegidos or FALLOS, con, nombre)


if __name__ == "__main__":
    sys.exit(main())
