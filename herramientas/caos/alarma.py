"""Al broker le falta memoria o disco: con una alarma, no acepta mensajes nuevos."""

import time

from herramientas.caos.corrida import ENVIADA, Corrida
from herramientas.sistema.taller import WORKERS

ESPERAN = 25  # tareas por hacer cuando salta la alarma
SIGUEN = 10  # y cuántas se hacen con ella
CALLADO = 3.0  # s
DE_GOLPE = 20  # enviadas en medio segundo al quitarla: las de entonces; si no esperó, más de 60


def salta(c: Corrida, pone: str, quita: str) -> None:
    """F17 y F18: el broker deja de leer lo que se publica; el productor lo dice y espera.

    Los workers, no: sus acks van por una conexión que no publica nada (el diario, por otra).
    """
    mandato = f"exec {c.taller.prefijo}rabbitmq rabbitmqctl -q"
    c.taller.esperar(lambda: c.recuento().faltan >= ESPERAN)
    with c.roto(f"{mandato} {pone}", f"{mandato} {quita}") as antes:
        parado = c.dice("producer", r"\] el broker no acepta mensajes nuevos", antes)
        c.fila.deteccion = parado - antes
        callado, hechas = c.taller.esperar(lambda: entretanto(c, parado), 60)
    primera = c.dice("producer", ENVIADA, c.reparado)
    c.fila.recuperacion = primera - c.reparado
    c.espera_enviadas(DE_GOLPE)
    de_golpe = sum(t < primera + 0.5 for t in c.dicho("producer", ENVIADA, c.reparado))
    c.exige(de_golpe < DE_GOLPE, f"{de_golpe} enviadas de golpe: no esperó")
    c.para("producer")
    c.fila.notas.append(f"productor callado {callado:.1f} s; entretanto, {hechas} hechas")


def entretanto(c: Corrida, parado: float) -> tuple[float, int] | None:
    """Dice cuánto lleva callado el productor y cuántas se han hecho, si ya bastan."""
    callado = time.time() - c.dicho("producer", ENVIADA)[-1]
    hechas = sum(len(c.dicho(worker, r"\] completada ", parado)) for worker in WORKERS)
    return (callado, hechas) if callado > CALLADO and hechas >= SIGUEN else None
