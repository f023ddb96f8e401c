"""Fallos de un cluster de tres nodos: muere uno, mueren varios, se actualizan de uno en uno."""

import random
import time
from collections.abc import Callable
from itertools import pairwise

from herramientas.caos.corrida import Corrida
from herramientas.sistema.cluster import NODOS, Cluster
from herramientas.sistema.docker import orden
from herramientas.sistema.recuento import SIN_CONFIRMAR
from herramientas.sistema.taller import WORKERS

SIN_MAYORIA = 12.0  # s con un solo nodo
ORDEN = 0.2  # s que pueden pasar entre que se publica una tarea y que Docker apunta su línea
ENSEGUIDA = 1.0  # s que tarda en recibirse una tarea, como mucho, con la máquina cargada
ESPERAN = r"\] (esperando|conexión perdida|el broker (no confirma|no responde))"


def muere(elige: Callable[[Corrida], str]) -> Callable[[Corrida], None]:
    """C1 y C2: SIGKILL de un nodo; con los otros dos se sigue, y al volver se pone al día."""

    def provoca(c: Corrida) -> None:
        c.espera_enviadas(50)
        nodo = elige(c)
        antes = c.golpe("kill", nodo)
        c.espera_enviadas(100)
        vuelve(c, nodo)
        acaba(c, antes)

    return provoca


def mueren_por_turno(c: Corrida) -> None:
    """C3: los tres, uno tras otro y en un orden al azar; ninguno muere hasta que vuelve el otro."""
    inicio = time.time()
    for nodo in random.Random(c.semilla).sample(NODOS, len(NODOS)):
        c.espera_enviadas(50)
        c.golpe("kill", nodo)
        c.espera_enviadas(50)
        vuelve(c, nodo)
    acaba(c, inicio)


def queda_uno(c: Corrida) -> None:
    """C4: sin mayoría no se confirma nada; quien pierde su nodo lo dice y, al volver, sigue."""
    c.espera_enviadas(50)
    caen = {cluster(c).nodo_de("producer"), cluster(c).nodo_de("worker1")}
    caen |= {nodo for nodo in NODOS if nodo not in caen and len(caen) < 2}
    antes = min([c.golpe("kill", nodo) for nodo in caen])
    muertos = max(c.taller.murio(nodo) for nodo in caen)
    dicho = [c.dice(s, ESPERAN, antes) for s in ("producer", "worker1")]
    c.fila.deteccion = min(dicho) - antes
    c.dice("producer", ESPERAN, muertos + SIN_MAYORIA)
    c.exige(not c.dicho("producer", r"\] enviada ", muertos + 1), "confirmó sin mayoría")
    despues = min([c.golpe("start", nodo) for nodo in caen])
    c.fila.notas.append(f"{despues - antes:.0f} s sin mayoría")
    siguen(c, despues)


def mueren_los_tres(c: Corrida) -> None:
    """C5: un corte de luz; lo confirmado estaba en el disco de la mayoría."""
    c.espera_enviadas(50)
    orden("docker", "kill", *(c.taller.prefijo + nodo for nodo in NODOS))
    antes = max(c.taller.murio(nodo) for nodo in NODOS)
    for nodo in NODOS:
        c.golpe("start", nodo)
    siguen(c, antes)


def se_actualizan(c: Corrida) -> None:
    """C6: despliegue/cluster/actualizar.sh bajo carga."""
    c.espera_enviadas(50)
    antes = time.time()
    orden("despliegue/cluster/actualizar.sh", entorno=c.taller.entorno)
    c.fila.notas.append(f"los tres en {time.time() - antes:.0f} s")
    cluster(c).completa()
    c.espera_enviadas(50)
    acaba(c, antes)


def se_congela(c: Corrida) -> None:
    """C7: el líder calla sin morirse: los otros lo dan por muerto; los clientes, a los latidos."""
    nodo = cluster(c).lleva_al_lider("producer")
    c.espera_enviadas(50)
    antes = time.time()
    c.taller.docker("pause", nodo)
    try:
        c.espera_enviadas(100)
    finally:
        c.taller.docker("unpause", nodo)
    cluster(c).completa()
    c.espera_enviadas(50)
    acaba(c, antes)


def pierde_su_nodo(c: Corrida) -> None:
    """C8: en pub_sub la cola exclusiva muere con su nodo; su worker abre otra en otro nodo."""
    c.arranca(*WORKERS, "monitor", "panel")
    c.taller.esperar(lambda: separados(c), 90)
    c.apunta_arranques()
    c.arranca()
    c.espera_enviadas(20)
    nodo = cluster(c).nodo_de(c.victima)
    if nodo == cluster(c).nodo_de("producer"):  # con él caería también lo que va de camino a todos
        c.victima, c.otro = c.otro, c.victima
        nodo = cluster(c).nodo_de(c.victima)
    antes = c.golpe("kill", nodo)
    listo = c.suscritos(antes, c.victima)
    c.ausente(c.victima, antes - ORDEN, listo)
    c.fila.recuperacion = listo - antes
    for worker in WORKERS:  # el productor sigue; la cola muerta no deja confirmar, y no se repite
        c.dice(worker, r"\] recibida ", listo + 2)
    vuelve(c, nodo)
    c.espera_enviadas(20)
    c.para_al_productor()
    las_dudosas_llegaron(c, listo)


def separados(c: Corrida) -> bool:
    """Si cada worker está en un nodo; si no, reconecta a uno, que elige al azar."""
    if cluster(c).nodo_de(c.victima) != cluster(c).nodo_de(c.otro):
        return True
    c.suscritos(c.golpe("restart", c.otro), c.otro)
    return False


def las_dudosas_llegaron(c: Corrida, listo: float) -> None:
    """Lo que no se confirmó lo hicieron quien no perdió su cola y, desde que volvió, el otro.

    Que una no se confirma se sabe segundos después. Cuándo se publicó, antes: quien no perdió su
    cola la recibe enseguida.
    """
    dudosas = set(SIN_CONFIRMAR.findall(c.taller.dice("producer", c.inicio)))
    c.taller.esperar(lambda: dudosas <= tareas(c, c.otro, "completada"))
    seguras = dudosas & tareas(c, c.otro, "recibida", listo + ENSEGUIDA)
    c.exige(seguras, "ninguna sin confirmar bastante después de volver")
    c.taller.esperar(lambda: seguras <= tareas(c, c.victima, "completada"))
    c.fila.notas.append(
        f"{len(dudosas)} sin confirmar: {c.otro} las hizo todas, y {c.victima} las {len(seguras)}"
        " publicadas cuando ya tenía otra cola"
    )


def tareas(c: Corrida, worker: str, verbo: str, desde: float = 0) -> set[str]:
    """Los ids de lo que un worker dice haber recibido o completado."""
    lineas = c.taller.lineas(worker, max(desde, c.inicio))
    return {linea.tarea for linea in lineas if linea.verbo == verbo}


def siguen(c: Corrida, desde: float) -> None:
    """Recuperados los nodos, se mide hasta la primera confirmación y se espera a las réplicas."""
    primera = c.dice("producer", r"\] enviada ", desde)
    cluster(c).completa()
    c.espera_enviadas(50)
    c.para_al_productor()
    c.fila.recuperacion = primera - desde


def vuelve(c: Corrida, nodo: str) -> None:
    """Arranca un nodo y espera a que las colas tengan otra vez sus tres réplicas."""
    antes = c.golpe("start", nodo)
    cluster(c).completa()
    c.fila.notas.append(f"{nodo} al día a los {time.time() - antes:.1f} s")


def acaba(c: Corrida, desde: float) -> None:
    """Para al productor y apunta el rato más largo en que no se confirmó nada."""
    c.para_al_productor()
    enviadas = [t for t in c.dicho("producer", r"\] enviada ") if t > desde - 1]
    c.fila.recuperacion = max(b - a for a, b in pairwise(enviadas))


def cluster(c: Corrida) -> Cluster:
    """El taller de la corrida, que aquí tiene tres nodos."""
    if not isinstance(c.taller, Cluster):
        msg = "este fallo necesita un cluster: python3 -m herramientas.caos.cluster"
        raise TypeError(msg)
    return c.taller
