"""El broker se reinicia, muere, no está, se congela, se queda sin cola o corta las conexiones."""

import time

from herramientas.caos.corrida import APUNTE, PERMANENTES, Corrida
from herramientas.sistema.lineas import ESCUCHA
from herramientas.sistema.taller import WORKERS

ESPERA = r"\] esperando a RabbitMQ "
CORTE = r"\] conexión perdida "


def se_va(c: Corrida, golpe: str, segundos: float = 0) -> None:
    """F5, F6, F7 y F9: a media tanda se reinicia (restart), muere (kill) o se le para (stop).

    Lo confirmado ya estaba en disco. Con `segundos`, no vuelve hasta que todos llevan ese rato
    diciendo que no está: su nombre deja de resolverse y nadie se rinde.
    """
    c.espera_enviadas(5)
    antes = c.golpe(golpe, "rabbitmq")
    if segundos:
        esperan(c, antes)
        esperan(c, antes + segundos)
    c.golpe("start", "rabbitmq")  # nada, si se reinició
    se_corta(c, antes)
    escucha = c.dice("rabbitmq", ESCUCHA, antes)
    c.fila.notas.append(f"broker fuera {escucha - antes:.1f} s")
    todos_listos(c, antes, escucha)


def se_congela(c: Corrida) -> None:
    """F26: acepta conexiones y no contesta; nadie se rinde, y al descongelarse todos vuelven."""
    c.espera_enviadas(5)
    with c.congelado("rabbitmq") as antes:
        se_corta(c, antes)
        esperan(c, antes)
    todos_listos(c, antes, c.reparado)


def llega_el_ultimo(c: Corrida) -> None:
    """F8: todos arrancan sin broker, con el volumen en blanco; esperan y luego trabajan."""
    c.taller.compose("down", "-v")
    c.inicio = time.time()
    c.arranca("--no-deps", *PERMANENTES)
    c.arranca("--no-deps", "producer")  # aparte: si no, compose 1.29 lo hace esperar a los workers
    esperan(c, c.inicio)
    c.arranca("--no-deps", "rabbitmq")
    escucha = c.dice("rabbitmq", ESCUCHA)
    todos_listos(c, c.inicio, escucha)
    c.fila.recuperacion = min(c.dice(w, r"\] recibida ") for w in WORKERS) - escucha


def borra_la_cola(c: Corrida) -> None:
    """F15: la cola desaparece bajo los consumidores, sin nada esperando en ella."""
    c.espera_enviadas(2)
    c.taller.esperar(lambda: not (recuento := c.recuento()).faltan and recuento.enviadas)
    c.en_plena_tarea(*WORKERS)  # está en mano, y la próxima aún tarda: en la cola no hay nada
    antes = time.time()
    c.taller.api("queues/%2f/tareas_distribuidas", "DELETE")
    se_corta(c, antes, CORTE + r"\(el broker canceló")
    todos_listos(c, antes, antes)


def cierra_las_conexiones(c: Corrida) -> None:
    """F16: un operador las cierra todas."""
    c.espera_enviadas(5)
    antes = time.time()
    c.taller.dentro("rabbitmq", "rabbitmqctl", "-q", "close_all_connections", "prueba")
    corte = se_corta(c, antes)
    todos_listos(c, corte - APUNTE, corte)
    c.espera_enviadas(5)
    c.para("producer")


def esperan(c: Corrida, desde: float) -> None:
    """Espera a que todos digan, después de un instante, que no hay broker."""
    for servicio in (*WORKERS, "monitor", "producer"):
        c.dice(servicio, ESPERA, desde)


def se_corta(c: Corrida, antes: float, patron: str = CORTE) -> float:
    """Espera a que los workers digan que se perdió la conexión; da cuándo lo dijo el primero."""
    corte = min(c.dice(worker, patron, antes) for worker in WORKERS)
    c.fila.deteccion = corte - antes
    return corte


def todos_listos(c: Corrida, corte: float, desde: float) -> None:
    """Espera a que los workers estén otra vez suscritos; pueden estarlo a partir de `desde`."""
    listos = {worker: c.suscrito(worker, desde) for worker in WORKERS}
    c.fila.recuperacion = max(listos.values()) - desde
    for worker, listo in listos.items():
        c.ausente(worker, corte, listo)
