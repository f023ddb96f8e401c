"""En un cluster en pub_sub, un suscriptor pierde su nodo, y con él su cola."""

from herramientas.caos.corrida import APUNTE, PERMANENTES, Corrida
from herramientas.caos.de_nodos import cluster, vuelve
from herramientas.sistema.taller import WORKERS

ENSEGUIDA = 1.0  # s que tarda en recibirse una tarea, como mucho, con la máquina cargada


def pierde_su_nodo(c: Corrida) -> None:
    """C8: la cola exclusiva muere con su nodo; su worker abre otra en otro nodo."""
    c.arranca(*PERMANENTES)
    c.taller.esperar(lambda: separados(c), 90)
    c.arranca()
    c.espera_enviadas(20)
    if cluster(c).nodo_de(c.victima) == cluster(c).nodo_de("producer"):
        c.victima, c.otro = c.otro, c.victima  # con él caería también lo que va de camino a todos
    nodo = cluster(c).nodo_de(c.victima)
    antes = c.golpe("kill", nodo)
    listo = c.suscrito(c.victima, antes)
    c.ausente(c.victima, antes - APUNTE, listo)
    c.fila.recuperacion = listo - antes
    for worker in WORKERS:  # el productor sigue; la cola muerta no deja confirmar, y no se repite
        c.dice(worker, r"\] recibida ", listo + 2)
    vuelve(c, nodo)
    c.espera_enviadas(20)
    c.para("producer")
    las_dudosas_llegaron(c, listo)


def separados(c: Corrida) -> bool:
    """Dice si cada worker está en un nodo; si no, reconecta a uno, que elige al azar."""
    if cluster(c).nodo_de(c.victima) != cluster(c).nodo_de(c.otro):
        return True
    c.suscrito(c.otro, c.golpe("restart", c.otro))
    return False


def las_dudosas_llegaron(c: Corrida, listo: float) -> None:
    """Exige que lo no confirmado lo hicieran quien no perdió su cola y, desde que volvió, el otro.

    Que una no se confirma se sabe segundos después. Cuándo se publicó, antes: quien no perdió su
    cola la recibe enseguida.
    """
    dudosas = c.recuento().dudosas
    c.taller.esperar(lambda: dudosas <= tareas(c, c.otro, "completada"))
    seguras = dudosas & tareas(c, c.otro, "recibida", listo + ENSEGUIDA)
    c.exige(seguras, "ninguna sin confirmar bastante después de volver")
    c.taller.esperar(lambda: seguras <= tareas(c, c.victima, "completada"))
    c.fila.notas.append(
        f"{len(dudosas)} sin confirmar: {c.otro} las hizo todas, y {c.victima} las {len(seguras)}"
        " publicadas cuando ya tenía otra cola"
    )


def tareas(c: Corrida, worker: str, verbo: str, desde: float = 0) -> set[str]:
    """Da los ids de lo que un worker dice haber recibido o completado."""
    lineas = c.taller.lineas(worker, max(desde, c.inicio), verbo)
    return {linea.tarea for linea in lineas}
