"""Cómo acaba una tarea en manos de un worker."""

from typing import TYPE_CHECKING

from comun.evento import Evento, Que
from comun.ficha import FICHAS, Ficha
from comun.fila import Espera
from comun.reglas.manos import quien
from comun.trabajador import Trabajador

if TYPE_CHECKING:
    from comun.estado import Estado

RECORDADAS = 30_000  # para reconocer repetidas; la memoria no crece con las tareas
MALAS = {Que.FALLIDA, Que.DESCARTADA}
FINALES = {Que.COMPLETADA, Que.SIN_ACK, *MALAS}


def completada(estado: "Estado", evento: Evento) -> None:
    """Hecha; si ya lo estaba, repetida: no cuenta como trabajo de más."""
    ficha, worker = _acabar(estado, evento)
    ficha.segundos = evento.segundos
    if evento.segundos is not None:
        estado.duraciones.append((evento.instante, evento.segundos))
    if _recordar(estado, evento):
        estado.completadas += 1
        worker.completadas += 1
    else:
        estado.repetidas += 1
        estado.suceso("repetida", evento.instante, tarea=evento.id, quien=evento.quien)


def sin_ack(estado: "Estado", evento: Evento) -> None:
    """Se hizo, pero el broker no lo sabe: es una vez de más, y la tarea sigue pendiente."""
    ficha, _ = _acabar(estado, evento)
    ficha.segundos = evento.segundos
    estado.repetidas += 1
    estado.suceso("repetida", evento.instante, tarea=evento.id, quien=evento.quien)
    en_mano = any(worker.en_mano == evento.id for worker in estado.workers.values())
    if not en_mano and estado.hechas.get(evento.id) is not Que.COMPLETADA:
        estado.pausas[evento.id] = Espera(evento.instante, ficha.complejidad, ficha.intento)


def fallida(estado: "Estado", evento: Evento) -> None:
    """Vuelve a la cola tras una pausa; con copias no se repite."""
    estado.fallidas += 1
    ficha, worker = _acabar(estado, evento)
    worker.fallidas += 1
    if not estado.copias and len(estado.pausas) < FICHAS:
        intento = max(evento.intento, ficha.intento)
        estado.pausas[evento.id] = Espera(evento.instante, ficha.complejidad, intento)


def descartada(estado: "Estado", evento: Evento) -> None:
    """Pasa a tareas_fallidas; con copias se deja."""
    estado.descartadas += 1
    _acabar(estado, evento)
    _recordar(estado, evento)


def _acabar(estado: "Estado", evento: Evento) -> tuple[Ficha, Trabajador]:
    ficha, worker = estado.fichas.de(evento), quien(estado, evento)
    worker.en_mano = ""
    ficha.motivo = evento.motivo
    (worker.copias if estado.copias else estado.fila).quitar(evento.id)
    estado.pausas.pop(evento.id, None)
    entrega = ficha.de(evento.quien)
    if entrega is None or entrega.fin in FINALES:  # esta entrega no se vio
        intento = max(evento.intento, ficha.intento)
        entrega = ficha.entregar(evento.quien, intento, evento.instante)
    entrega.fin = evento.que
    if evento.que in MALAS:
        datos = {"tarea": evento.id, "quien": evento.quien, "motivo": evento.motivo}
        estado.suceso(evento.que, evento.instante, **datos, intento=ficha.intento)
    return ficha, worker


def _recordar(estado: "Estado", evento: Evento) -> bool:
    """Si aún no se había completado; con copias, cada worker hace la suya."""
    clave = f"{evento.quien} {evento.id}" if estado.copias else evento.id
    nueva = estado.hechas.get(clave) is not Que.COMPLETADA  # lo descartado vuelve: make reintentar
    if nueva:
        estado.hechas[clave] = evento.que
    if len(estado.hechas) > RECORDADAS:
        del estado.hechas[next(iter(estado.hechas))]
    return nueva
