"""Fallos del broker: se reinicia, muere, no está, borra, corta o se llena."""

import time
from collections.abc import Callable

from herramientas.caos.corrida import Corrida
from herramientas.sistema.taller import WORKERS

ESPERA = r"\] esperando a RabbitMQ "
ORDEN = 0.2  # s que pueden pasar entre que el broker corta y que un worker lo dice
CORTE = r"\] conexión perdida "
CANCELADO = r"\] conexión perdida \(el broker canceló"
ESPERAN = 25  # tareas por hacer cuando salta la alarma
SIGUEN = 10  # y cuántas se hacen con ella
CALLADO = 3.0  # s
DE_GOLPE = 20  # enviadas en medio segundo al quitarla: las de entonces; si no esperó, más de 60
ESCUCHA = r"started TCP listener on .*:5672"


def se_reinicia(c: Corrida) -> None:
    """F5 y F7: docker restart a media tanda."""
    c.espera_enviadas(5)
    vuelven(c, c.golpe("restart", "rabbitmq"))


def muere(c: Corrida) -> None:
    """F6: SIGKILL; lo confirmado ya estaba en disco."""
    c.espera_enviadas(5)
    antes = c.golpe("kill", "rabbitmq")
    c.golpe("start", "rabbitmq")
    vuelven(c, antes)


def llega_el_ultimo(c: Corrida) -> None:
    """F8: todos arrancan sin broker, con el volumen en blanco; esperan y luego trabajan."""
    c.taller.compose("down", "-v")
    c.inicio = time.time()
    c.arranca("--no-deps", *WORKERS, "monitor", "panel")
    c.arranca("--no-deps", "producer")  # aparte: si no, compose 1.29 lo hace esperar a los workers
    for servicio in (*WORKERS, "monitor", "producer"):
        c.dice(servicio, ESPERA)
    c.apunta_arranques()
    c.arranca("--no-deps", "rabbitmq")
    escucha = c.dice("rabbitmq", ESCUCHA)
    listos = {w: c.suscritos(escucha, w) for w in WORKERS}
    c.fila.recuperacion = min(c.dice(w, r"\] recibida ") for w in WORKERS) - escucha
    c.ausencias += [(w, c.inicio, listo) for w, listo in listos.items()]


def se_para(segundos: float) -> Callable[[Corrida], None]:
    """F9: un rato parado; su nombre deja de resolverse y nadie se rinde."""

    def provoca(c: Corrida) -> None:
        c.espera_enviadas(5)
        antes = c.golpe("stop", "rabbitmq")
        for servicio in (*WORKERS, "monitor", "producer"):
            c.dice(servicio, ESPERA, antes)
            c.dice(servicio, ESPERA, antes + segundos)
        c.golpe("start", "rabbitmq")
        vuelven(c, antes)

    return provoca


def se_congela(c: Corrida) -> None:
    """F26: acepta conexiones y no contesta; nadie se rinde, y al descongelarse todos vuelven."""
    c.espera_enviadas(5)
    antes = c.golpe("pause", "rabbitmq")
    try:
        c.fila.deteccion = min(c.dice(w, CORTE, antes) for w in WORKERS) - antes
        for servicio in (*WORKERS, "monitor", "producer"):
            c.dice(servicio, ESPERA, antes)
    finally:
        despues = c.golpe("unpause", "rabbitmq")
    c.fila.recuperacion = c.suscritos(despues) - despues


def borra_la_cola(c: Corrida) -> None:
    """F15: la cola desaparece bajo los consumidores, sin nada esperando en ella."""
    c.espera_enviadas(2)
    c.taller.esperar(lambda: not (recuento := c.recuento()).faltan and recuento.enviadas)
    c.en_plena_tarea(*WORKERS)  # está en mano, y la próxima aún tarda: en la cola no hay nada
    antes = time.time()
    c.taller.api("queues/%2f/tareas_distribuidas", "DELETE")
    c.fila.deteccion = min(c.dice(w, CANCELADO, antes) for w in WORKERS) - antes
    c.fila.recuperacion = c.suscritos(antes) - antes


def cierra_las_conexiones(c: Corrida) -> None:
    """F16: un operador las cierra todas."""
    c.espera_enviadas(5)
    antes = time.time()
    c.taller.dentro("rabbitmq", "rabbitmqctl", "-q", "close_all_connections", "prueba")
    corte = min(c.dice(w, CORTE, antes) for w in WORKERS)
    listos = {w: c.suscritos(corte, w) for w in WORKERS}
    c.fila.deteccion = corte - antes
    c.fila.recuperacion = max(listos.values()) - corte
    for worker, listo in listos.items():
        c.ausente(worker, corte - ORDEN, listo)
    c.espera_enviadas(5)
    c.para_al_productor()


def alarma(*pone: str, quita: str) -> Callable[[Corrida], None]:
    """F17 y F18: el broker deja de leer lo que se publica; el productor lo dice y espera.

    Los workers, no: sus acks van por una conexión que no publica nada (el diario, por otra).
    """

    def provoca(c: Corrida) -> None:
        def manda(*valor: str) -> None:
            c.taller.dentro("rabbitmq", "rabbitmqctl", "-q", pone[0], *valor)

        def ocurre() -> tuple[float, int] | None:
            """Cuánto lleva callado el productor y cuántas se han hecho, si ya bastan."""
            callado = time.time() - c.dicho("producer", r"\] enviada ")[-1]
            hechas = sum(len(c.dicho(w, r"\] completada ", parado)) for w in WORKERS)
            return (callado, hechas) if callado > CALLADO and hechas >= SIGUEN else None

        c.taller.esperar(lambda: c.recuento().faltan >= ESPERAN)
        antes = time.time()
        manda(*pone[1:])
        try:
            parado = c.dice("producer", r"\] el broker no acepta mensajes nuevos", antes)
            c.fila.deteccion = parado - antes
            callado, siguen = c.taller.esperar(ocurre, 60) or (0, 0)
        finally:
            despues = time.time()
            manda(quita)
        primera = c.dice("producer", r"\] enviada ", despues)
        c.fila.recuperacion = primera - despues
        c.espera_enviadas(DE_GOLPE)
        de_golpe = len(c.dicho("producer", r"\] enviada ", despues, primera + 0.5))
        c.exige(de_golpe < DE_GOLPE, f"{de_golpe} enviadas de golpe: no esperó")
        c.para_al_productor()
        c.fila.notas.append(f"productor callado {callado:.1f} s; entretanto, {siguen} hechas")

    return provoca


def vuelven(c: Corrida, antes: float) -> None:
    """Espera a que todos estén otra vez suscritos y lo mide desde que el broker escucha."""
    c.fila.deteccion = min(c.dice(w, CORTE, antes) for w in WORKERS) - antes
    escucha = c.dice("rabbitmq", ESCUCHA, antes)
    listos = {w: c.suscritos(escucha, w) for w in WORKERS}
    c.fila.recuperacion = max(listos.values()) - escucha
    c.fila.notas.append(f"broker fuera {escucha - antes:.1f} s")
    for worker, listo in listos.items():
        c.ausente(worker, antes, listo)
