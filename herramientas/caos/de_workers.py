"""Fallos de un worker: muere, se para, se congela, se queda sin red.

Los que han de dar con una tarea en mano dicen si dieron.
"""

import time
from collections.abc import Callable

from herramientas.caos.corrida import Corrida
from herramientas.sistema.contenedores import NoOcurrio
from herramientas.sistema.docker import orden

NOTADO = 20.0  # s; tres latidos de 5 s y un margen
PARA = r"\] se pide parar: antes termina la tarea en mano"
LATIDOS = 40.0  # s para notar que alguien calla: más, ya no se espera
LA_RECIBE = 5.0  # s; el broker la deja medio segundo en pausa antes de darla al otro
GOLPES = 3  # los que se dan hasta dar con una tarea en mano


def alcanza(golpe: Callable[[Corrida], bool]) -> Callable[[Corrida], None]:
    """Repite el golpe si no dio con una tarea en mano: entre dos tareas pasan unos milisegundos."""

    def provoca(c: Corrida) -> None:
        c.exige(any(golpe(c) for _ in range(GOLPES)), "ningún golpe dio con una tarea en mano")

    return provoca


def muere(c: Corrida) -> bool:
    """F1: SIGKILL en plena tarea; la hace el otro."""
    c.en_plena_tarea(c.victima)
    antes = c.golpe("kill", c.victima)
    muerte = c.taller.murio(c.victima)
    if tarea := c.a_medias(c.victima):
        c.fila.deteccion = c.dice(c.otro, rf"\] recibida {tarea} .* intento [2-4]", antes) - muerte
        c.fila.recuperacion = c.dice(c.otro, rf"\] completada {tarea} ", antes) - muerte
    vuelve(c, c.victima)
    return bool(tarea)


def muere_con_sus_copias(c: Corrida) -> None:
    """F2: en pub_sub, lo que tenía sin hacer y lo que se publica sin él no es de nadie más."""
    c.espera_enviadas(3)
    c.en_plena_tarea(c.victima)
    desde = c.pendiente_desde(c.victima)
    c.golpe("kill", c.victima)
    muerte = c.taller.murio(c.victima)
    c.espera_enviadas(3)
    listo = vuelve(c, c.victima)
    c.fila.recuperacion = listo - muerte
    c.ausencias.append((c.victima, desde, listo))
    c.para_al_productor()


def se_para(c: Corrida) -> bool:
    """F3: SIGTERM en plena tarea; la termina, responde y sale con 0."""
    c.en_plena_tarea(c.victima)
    antes = c.golpe("stop", c.victima)
    c.fila.recuperacion = c.taller.murio(c.victima) - antes
    salida = c.taller.estado(c.victima)["State"]["ExitCode"]
    c.exige(salida == 0, f"{c.victima} salió con {salida}")
    c.exige(not c.a_medias(c.victima), f"{c.victima} dejó una tarea a medias")
    vuelve(c, c.victima)
    return bool(c.dicho(c.victima, PARA, antes))


def se_congela(c: Corrida) -> bool:
    """F4: sin latidos, el broker da su tarea al otro; al descongelarse se recupera solo."""
    c.en_plena_tarea(c.victima)
    antes = time.time()
    c.taller.docker("pause", c.victima)
    try:
        espera_al_broker(c, antes)
        tarea = c.a_medias(c.victima)
    finally:
        despues = time.time()
        c.taller.docker("unpause", c.victima)
    c.fila.recuperacion = c.suscritos(despues, c.victima) - despues
    if tarea:  # la acaba, y sabe que el broker ya no la cree suya
        c.dice(c.victima, rf"\] sin_ack {tarea} · ", despues)
    return bool(tarea)


def se_queda_sin_red(c: Corrida) -> bool:
    """F10: sin red no llega ni el aviso de cierre; lo notan los latidos de los dos lados.

    La que tenía la acaba sin saber que su ack no llega, y el otro la recibe.
    """
    red, contenedor = f"{c.taller.nombre}_default", c.taller.prefijo + c.victima
    c.en_plena_tarea(c.victima)
    antes = time.time()
    orden("docker", "network", "disconnect", red, contenedor)
    try:
        espera_al_broker(c, antes)
        c.dice(c.victima, r"\] conexión perdida ", antes, LATIDOS)
    finally:
        despues = time.time()
        orden("docker", "network", "connect", "--alias", c.victima, red, contenedor)
    c.fila.recuperacion = c.suscritos(despues, c.victima) - despues
    try:
        return bool(c.dice(c.otro, r"\] recibida .* intento [2-4]", antes, LA_RECIBE))
    except NoOcurrio:
        return False


def espera_al_broker(c: Corrida, antes: float) -> None:
    """Espera a que el broker dé por muerta a la víctima y cierre su conexión, no la del diario."""
    patron = rf"\[error\] .* closing AMQP connection .* - {c.victima}\.\w+, "
    cerrada = c.dice("rabbitmq", patron, antes, LATIDOS)
    c.fila.deteccion = cerrada - antes
    c.exige(c.fila.deteccion < NOTADO, f"se notó a los {c.fila.deteccion:.1f} s")


def vuelve(c: Corrida, worker: str) -> float:
    """Arranca otra vez un worker; el instante en que se suscribe."""
    arranque = c.golpe("start", worker)
    return c.suscritos(arranque, worker)
