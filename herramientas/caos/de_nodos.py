"""En un cluster de tres nodos mueren uno o varios, se actualizan o se congela el líder."""

import random
import time
from itertools import pairwise
from typing import cast

from herramientas.caos.corrida import ENVIADA, Corrida
from herramientas.sistema.cluster import NODOS, Cluster
from herramientas.sistema.docker import orden

SIN_MAYORIA = 12.0  # s con un solo nodo
ESPERAN = r"\] (esperando|conexión perdida|el broker (no confirma|no responde))"


def muere_el_lider(c: Corrida) -> None:
    """C1: el líder muere (SIGKILL); con los otros dos se sigue, y al volver se pone al día."""
    c.espera_enviadas(50)
    mueren(c, cluster(c).lider())


def muere_el_conectado(c: Corrida) -> None:
    """C2: muere el nodo al que está conectado el productor."""
    c.espera_enviadas(50)
    mueren(c, cluster(c).nodo_de("producer"))


def mueren_por_turno(c: Corrida) -> None:
    """C3: mueren los tres, uno tras otro y al azar; ninguno, hasta que ha vuelto el anterior."""
    c.espera_enviadas(50)
    mueren(c, *random.Random(c.semilla).sample(NODOS, len(NODOS)))


def queda_uno(c: Corrida) -> None:
    """C4: sin mayoría no se confirma nada; quien pierde su nodo lo dice y, al volver, sigue."""
    c.espera_enviadas(50)
    suyos = (cluster(c).nodo_de("producer"), cluster(c).nodo_de("worker1"))
    caen = list(dict.fromkeys([*suyos, *NODOS]))[:2]  # si están en el mismo, también otro
    antes = min([c.golpe("kill", nodo) for nodo in caen])
    muertos = max(c.taller.murio(nodo) for nodo in caen)
    c.fila.deteccion = min(c.dice(s, ESPERAN, antes) for s in ("producer", "worker1")) - antes
    c.dice("producer", ESPERAN, muertos + SIN_MAYORIA)
    c.exige(not c.dicho("producer", ENVIADA, muertos + 1), "confirmó sin mayoría")
    despues = min([c.golpe("start", nodo) for nodo in caen])
    c.fila.notas.append(f"{despues - antes:.0f} s sin mayoría")
    siguen(c, despues)


def mueren_los_tres(c: Corrida) -> None:
    """C5: se va la luz; lo confirmado estaba en el disco de la mayoría."""
    c.espera_enviadas(50)
    orden("docker", "kill", *(c.taller.prefijo + nodo for nodo in NODOS))
    antes = max(c.taller.murio(nodo) for nodo in NODOS)
    for nodo in NODOS:
        c.golpe("start", nodo)
    siguen(c, antes)


def se_actualizan(c: Corrida) -> None:
    """C6: se corre despliegue/cluster/actualizar.sh bajo carga."""
    c.espera_enviadas(50)
    antes = time.time()
    orden("despliegue/cluster/actualizar.sh", entorno=c.taller.entorno)
    c.fila.notas.append(f"los tres en {time.time() - antes:.0f} s")
    acaba(c, antes)


def se_congela(c: Corrida) -> None:
    """C7: el líder calla sin morirse: los otros lo dan por muerto; los clientes, a los latidos."""
    nodo = cluster(c).lleva_al_lider("producer")
    c.espera_enviadas(50)
    with c.congelado(nodo) as antes:
        c.espera_enviadas(100)
    acaba(c, antes)


def mueren(c: Corrida, *nodos: str) -> None:
    """Mata cada nodo cuando ya ha vuelto el de antes."""
    inicio = time.time()
    for nodo in nodos:
        c.golpe("kill", nodo)
        c.espera_enviadas(100)
        vuelve(c, nodo)
    acaba(c, inicio)


def vuelve(c: Corrida, nodo: str) -> None:
    """Arranca un nodo y espera a que las colas tengan otra vez sus tres réplicas."""
    antes = c.golpe("start", nodo)
    cluster(c).completa()
    c.fila.notas.append(f"{nodo} al día a los {time.time() - antes:.1f} s")


def siguen(c: Corrida, desde: float) -> None:
    """Mide lo que tarda la primera confirmación desde un instante, y acaba."""
    acaba(c, desde)
    c.fila.recuperacion = c.dice("producer", ENVIADA, desde) - desde


def acaba(c: Corrida, desde: float) -> None:
    """Con todo al día, para al productor y apunta el rato más largo en que no se confirmó nada."""
    cluster(c).completa()
    c.espera_enviadas(50)
    c.para("producer")
    enviadas = c.dicho("producer", ENVIADA, desde - 1)
    c.fila.recuperacion = max(b - a for a, b in pairwise(enviadas))


def cluster(c: Corrida) -> Cluster:
    """Devuelve el taller de la corrida, que aquí tiene tres nodos."""
    return cast("Cluster", c.taller)
