"""Un worker muere, se para, se congela o se queda sin red.

Los que han de dar con una tarea en mano dicen si dieron.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from herramientas.caos.corrida import Corrida
from herramientas.sistema.contenedores import NoOcurrio

NOTADO = 20.0  # s; tres latidos de 5 s y un margen
PARA = r"\] se pide parar: antes termina la tarea en mano"
LATIDOS = 40.0  # s para notar que alguien calla: más, ya no se espera
LA_RECIBE = 5.0  # s; el broker la deja medio segundo en pausa antes de darla al otro


def muere(c: Corrida) -> bool:
    """F1: muere en plena tarea (SIGKILL); la hace el otro."""
    c.en_plena_tarea(c.victima)
    antes = c.golpe("kill", c.victima)
    muerte = c.taller.murio(c.victima)
    if tarea := c.en_mano(c.victima):
        c.fila.deteccion = c.dice(c.otro, rf"\] recibida {tarea} .* intento [2-4]", antes) - muerte
        c.fila.recuperacion = c.dice(c.otro, rf"\] completada {tarea} ", antes) - muerte
    c.vuelve(c.victima)
    return bool(tarea)


def muere_con_sus_copias(c: Corrida) -> None:
    """F2: en pub_sub, lo que tenía sin hacer y lo que se publica sin él no es de nadie más."""
    c.espera_enviadas(3)
    c.en_plena_tarea(c.victima)
    c.golpe("kill", c.victima)
    muerte = c.taller.murio(c.victima)
    c.espera_enviadas(3)
    listo = c.vuelve(c.victima)
    c.fila.recuperacion = listo - muerte
    c.ausente(c.victima, muerte, listo, "completada")
    c.para("producer")


def se_para(c: Corrida) -> bool:
    """F3: se le para en plena tarea (SIGTERM); la termina, responde y sale con 0."""
    c.en_plena_tarea(c.victima)
    antes = c.para(c.victima)
    c.fila.recuperacion = c.taller.murio(c.victima) - antes
    c.exige(not c.en_mano(c.victima), f"{c.victima} dejó una tarea a medias")
    c.vuelve(c.victima)
    return bool(c.dicho(c.victima, PARA, antes))


def se_congela(c: Corrida) -> bool:
    """F4: sin latidos, el broker da su tarea al otro; al descongelarse se recupera solo."""
    with callada(c, c.congelado(c.victima)) as antes:
        tarea = c.en_mano(c.victima)
    if tarea:  # la acaba, y sabe que el broker ya no la cree suya
        c.dice(c.victima, rf"\] sin_ack {tarea} · ", antes)
    return bool(tarea)


def se_queda_sin_red(c: Corrida) -> bool:
    """F10: sin red no llega ni el aviso de cierre; lo notan los latidos de los dos lados.

    La que tenía la acaba sin saber que su ack no llega, y el otro la recibe.
    """
    donde = f"{c.taller.nombre}_default {c.taller.prefijo}{c.victima}"
    quita, pone = f"network disconnect {donde}", f"network connect --alias {c.victima} {donde}"
    with callada(c, c.roto(quita, pone)) as antes:
        c.dice(c.victima, r"\] conexión perdida ", antes, LATIDOS)
    try:
        return bool(c.dice(c.otro, r"\] recibida .* intento [2-4]", antes, LA_RECIBE))
    except NoOcurrio:
        return False


@contextmanager
def callada(c: Corrida, roto: AbstractContextManager[float]) -> Iterator[float]:
    """En plena tarea, deja a la víctima sin latidos hasta que el broker la da por muerta.

    Mientras dura el `with` sigue así; después, mide lo que tarda en suscribirse otra vez.
    """
    c.en_plena_tarea(c.victima)
    with roto as antes:
        # la conexión de las tareas, no la del diario
        cierre = rf"\[error\] .* closing AMQP connection .* - {c.victima}\.\w+, "
        c.fila.deteccion = c.dice("rabbitmq", cierre, antes, LATIDOS) - antes
        c.exige(c.fila.deteccion < NOTADO, f"se notó a los {c.fila.deteccion:.1f} s")
        yield antes
    c.fila.recuperacion = c.suscrito(c.victima, c.reparado) - c.reparado
