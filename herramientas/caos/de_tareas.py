"""En una tanda hay una tarea venenosa, o muere el productor, o un worker es lento o llega tarde."""

from itertools import pairwise

from herramientas.caos.correr import vacia
from herramientas.caos.corrida import ENVIADA, Corrida
from herramientas.sistema.taller import WORKERS


def es_venenosa(c: Corrida) -> None:
    """F14: se intenta cuatro veces, con pausas que crecen, y se aparta; las demás no la esperan."""
    mala = r"\S+-0001 "
    fin = min(c.taller.esperar(lambda: de_todos(c, r"\] descartada " + mala)))
    intentos = sorted(de_todos(c, r"\] recibida " + mala))
    c.exige(len(intentos) == 4, f"{len(intentos)} intentos")
    pausas = [b - a for a, b in pairwise(intentos)]
    c.exige(pausas == sorted(pausas), "las pausas no crecen")
    otras = sum(intentos[0] < t < fin for t in de_todos(c, r"\] completada "))
    c.exige(otras, "las demás esperaron a la venenosa")
    c.fila.notas.append(
        f"pausas de {' · '.join(f'{p:.1f}' for p in pausas)} s; entretanto, {otras} hechas"
    )
    c.exige(len(vacia(c).descartadas) == 1, "no fue la única descartada")


def de_todos(c: Corrida, patron: str) -> list[float]:
    """Devuelve cuándo dijo algún worker las líneas con un patrón."""
    return [instante for worker in WORKERS for instante in c.dicho(worker, patron)]


def muere_el_productor(c: Corrida) -> None:
    """F20: muere en plena ráfaga (SIGKILL); lo que dio por enviado está, y otra tanda sigue."""
    c.dice("producer", ENVIADA)
    c.golpe("kill", "producer")
    muerte = c.taller.murio("producer")
    enviadas = c.recuento().enviadas
    tanda = next(iter(enviadas)).partition("-")[0]
    c.golpe("start", "producer")
    # De otra tanda: Docker puede apuntar después de su muerte lo último que dijo el muerto
    c.fila.recuperacion = c.dice("producer", rf"{ENVIADA}(?!{tanda})", muerte) - muerte
    c.para("producer")
    c.fila.notas.append(f"el primero murió con {len(enviadas)} enviadas")


def llega_tarde(c: Corrida) -> None:
    """F24: sin nadie suscrito el productor lo dice; quien llega recibe desde que llega."""
    c.espera_enviadas(3)
    cortes = {worker: c.para(worker) for worker in WORKERS}
    c.dice("producer", r"\] devuelta \S+ · 0 suscriptores")
    for worker in reversed(WORKERS):
        c.ausente(worker, cortes[worker], c.vuelve(worker), "completada")
        c.espera_enviadas(5)
    c.para("producer")
    c.fila.notas.append(f"{c.recuento().devueltas} devueltas: no había nadie")


def falta_uno(c: Corrida) -> None:
    """F24: las de su tipo lo esperan en su cola; en cuanto llega, las hace."""
    c.espera_enviadas(3)
    c.para(c.victima)
    c.espera_enviadas(10)
    del_otro = {linea.tipo for linea in c.taller.lineas(c.otro, c.inicio)} - {""}
    enviadas = c.taller.lineas("producer", c.inicio, "enviada")
    hechas = {tarea for _, tarea in c.recuento().hechas}
    esperan = [x for x in enviadas if x.tipo not in del_otro and x.tarea not in hechas]
    c.vuelve(c.victima)
    c.fila.notas.append(f"a su vuelta le esperaban {len(esperan)}")
    c.exige(esperan, "no le esperaba ninguna")


def es_lento(c: Corrida) -> None:
    """F25: con prefetch 1, quien acaba antes pide antes."""
    rapido, lento = vacia(c).reparto().values()
    c.exige(rapido >= 3 * lento > 0, "el rápido no hizo al menos el triple")
    c.fila.notas.append(f"el rápido hizo {rapido} y el lento {lento}")
