"""Fallos de la tanda: una tarea venenosa, un productor muerto, un worker lento o tardío."""

from itertools import pairwise

from herramientas.caos.corrida import Corrida
from herramientas.caos.de_workers import vuelve
from herramientas.caos.vaciado import vacia
from herramientas.sistema.taller import WORKERS


def es_venenosa(c: Corrida) -> None:
    """F14: cuatro intentos con pausas que crecen, a tareas_fallidas, y las demás no esperan."""
    mala = r"\S+-0001 "
    descartada = r"\] descartada " + mala
    fin = min(c.taller.esperar(lambda: [t for w in WORKERS for t in c.dicho(w, descartada)]))
    intentos = sorted(t for w in WORKERS for t in c.dicho(w, r"\] recibida " + mala))
    c.exige(len(intentos) == 4, f"{len(intentos)} intentos")
    pausas = [b - a for a, b in pairwise(intentos)]
    c.exige(pausas == sorted(pausas), "las pausas no crecen")
    otras = sum(intentos[0] < t < fin for w in WORKERS for t in c.dicho(w, r"\] completada "))
    c.exige(otras, "las demás esperaron a la venenosa")
    c.fila.notas.append(
        f"pausas de {' · '.join(f'{p:.1f}' for p in pausas)} s; entretanto, {otras} hechas"
    )
    recuento = vacia(c)
    c.exige(len(recuento.descartadas) == 1, "no fue la única descartada")


def muere_el_productor(c: Corrida) -> None:
    """F20: SIGKILL en plena ráfaga; lo que dio por enviado está, y otra tanda sigue después."""
    c.dice("producer", r"\] enviada ")
    c.golpe("kill", "producer")
    muerte = c.taller.murio("producer")
    enviadas = c.recuento().enviadas
    antes, tanda = len(enviadas), next(iter(enviadas)).partition("-")[0]
    c.golpe("start", "producer")
    # De otra tanda: Docker puede apuntar después de su muerte lo último que dijo el muerto
    c.fila.recuperacion = c.dice("producer", rf"\] enviada (?!{tanda})", muerte) - muerte
    c.para_al_productor()
    c.fila.notas.append(f"el primero murió con {antes} enviadas")


def llega_tarde(c: Corrida) -> None:
    """F24: sin nadie suscrito el productor lo dice; quien llega recibe desde que llega."""
    c.espera_enviadas(3)
    desde = {}
    for worker in WORKERS:
        desde[worker] = c.pendiente_desde(worker)
        c.golpe("stop", worker)
    c.dice("producer", r"\] devuelta \S+ · 0 suscriptores")
    for worker in reversed(WORKERS):
        c.ausencias.append((worker, desde[worker], vuelve(c, worker)))
        c.espera_enviadas(5)
    c.para_al_productor()
    c.fila.notas.append(f"{c.recuento().devueltas} devueltas: no había nadie")


def falta_uno(c: Corrida) -> None:
    """F24: las de su tipo lo esperan en su cola; en cuanto llega, las hace."""
    c.espera_enviadas(3)
    c.golpe("stop", c.victima)
    c.espera_enviadas(10)
    del_otro = {linea.tipo for linea in c.taller.lineas(c.otro, c.inicio)} - {""}
    lineas = c.taller.lineas("producer", c.inicio)
    enviadas = [(linea.tarea, linea.tipo) for linea in lineas if linea.verbo == "enviada"]
    hechas = {tarea for _, tarea in c.recuento().hechas}
    esperan = [t for t, tipo in enviadas if tipo not in del_otro and t not in hechas]
    vuelve(c, c.victima)
    c.fila.notas.append(f"a su vuelta le esperaban {len(esperan)}")
    c.exige(esperan, "no le esperaba ninguna")


def es_lento(c: Corrida) -> None:
    """F25: con prefetch 1, quien acaba antes pide antes."""
    rapido, lento = vacia(c).reparto().values()
    c.exige(rapido >= 3 * lento > 0, "el rápido no hizo al menos el triple")
    c.fila.notas.append(f"el rápido hizo {rapido} y el lento {lento}")
