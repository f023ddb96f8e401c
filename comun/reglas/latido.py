"""Los latidos: quién vive y, con sus cuentas, lo que pasó en eventos que no llegaron."""

from collections import Counter
from typing import TYPE_CHECKING

from comun.evento import PRODUCTOR, Evento, Que
from comun.fila import Espera
from comun.reglas.entrega import recibida
from comun.reglas.manos import quien, soltar
from comun.trabajador import Fuente

if TYPE_CHECKING:
    from comun.estado import Estado

MARGEN = 10.0  # s; quien arrancó poco antes de que se mirara, arrancó a la vez


def latido(estado: "Estado", evento: Evento) -> None:
    """Sus totales mandan; lo que dice que tiene en la mano, también."""
    fuente = estado.fuentes[evento.quien]
    if evento.quien != PRODUCTOR:
        quien(estado, evento)
    if evento.arranque != fuente.arranque:
        _proceso_nuevo(estado, evento, fuente)
    for que, total in evento.totales.items():
        if (faltan := total - fuente.base[que] - fuente.vistos[que]) > 0:
            fuente.vistos[que] += faltan
            _sumar_sin_ver(estado, Que(que), evento.quien, faltan)
    if evento.quien != PRODUCTOR:
        _poner_en_mano(estado, evento)


def _proceso_nuevo(estado: "Estado", evento: Evento, fuente: Fuente) -> None:
    """El primero que se ve con ese nombre, u otro que lo hereda: lo que hacía el de antes, no."""
    ya_estaba = evento.arranque < estado.desde - MARGEN
    worker = estado.workers.get(evento.quien)
    if worker and fuente.arranque:
        if estado.copias:
            estado.copias_perdidas += worker.perdidas
            worker.copias.vaciar()
        elif worker.en_mano:
            espera = Espera(evento.instante, worker.complejidad, worker.intento)
            estado.pausas[worker.en_mano] = espera
        soltar(estado, evento.quien, "perdida")
        estado.suceso("vuelve", evento.instante, quien=evento.quien)
    elif worker and not ya_estaba:
        estado.suceso("entra", evento.instante, quien=evento.quien)
    if fuente.arranque:
        fuente.vistos.clear()
    fuente.base = Counter(evento.totales) - fuente.vistos if ya_estaba else Counter()
    fuente.arranque = evento.arranque


def _sumar_sin_ver(estado: "Estado", que: Que, nombre: str, cuantas: int) -> None:
    """Se sabe cuántas fueron; cuáles, no."""
    worker = estado.workers.get(nombre)
    match que:
        case Que.ENVIADA:
            estado.enviadas += cuantas
        case Que.DEVUELTA:
            estado.devueltas += cuantas
        case Que.COMPLETADA:
            estado.completadas += cuantas
            estado.sin_ver += cuantas
        case Que.SIN_ACK:
            estado.repetidas += cuantas
        case Que.FALLIDA:
            estado.fallidas += cuantas
        case Que.DESCARTADA:
            estado.descartadas += cuantas
            estado.sin_ver += cuantas
    if worker and que is Que.COMPLETADA:
        worker.completadas += cuantas
    elif worker and que is Que.FALLIDA:
        worker.fallidas += cuantas


def _poner_en_mano(estado: "Estado", evento: Evento) -> None:
    """Lo que dice que hace, por si su `recibida` o su final no se vieron."""
    ahora = evento.en_mano
    if estado.workers[evento.quien].en_mano == (ahora.id if ahora else ""):
        return
    soltar(estado, evento.quien, "sin_ver")
    if ahora:
        recibida(estado, ahora)
