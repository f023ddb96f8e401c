"""Del productor a las manos de un worker, y de unas manos a otras."""

from itertools import takewhile
from typing import TYPE_CHECKING

from comun.evento import Evento
from comun.ficha import Ficha
from comun.fila import Espera
from comun.reglas.manos import quien, quitar, soltar
from comun.trabajador import SILENCIO

if TYPE_CHECKING:
    from comun.estado import Estado

PAUSA = 120.0  # s; ninguna pausa dura tanto


def enviada(estado: "Estado", evento: Evento) -> None:
    """Espera en la cola o, con copias, en la de cada worker que vive."""
    estado.enviadas += 1
    ficha = estado.fichas.de(evento)
    ficha.enviada = evento.instante
    espera = Espera(evento.instante, evento.complejidad)
    if estado.copias:
        for nombre, worker in estado.workers.items():
            vivo = evento.instante - worker.visto <= SILENCIO
            if vivo and not ficha.de(nombre) and f"{nombre} {evento.id}" not in estado.hechas:
                worker.copias.poner(evento.id, espera)
    if ficha.entregas and ficha.espera is None:  # llegó antes la noticia de su entrega
        _espero(estado, ficha, evento, ficha.entregas[0].desde - evento.instante)
        estado.ajenas -= 1
    elif not estado.copias and evento.id not in estado.hechas:
        estado.fila.poner(evento.id, espera)


def devuelta(estado: "Estado", evento: Evento) -> None:
    """Nadie la recibiría: vuelve al productor."""
    estado.devueltas += 1
    estado.fichas.de(evento).sin_entrega = "devuelta"
    estado.suceso(evento.que, evento.instante, tarea=evento.id)


def recibida(estado: "Estado", evento: Evento) -> None:
    """Sale de donde esperaba y pasa a las manos de quien lo cuenta."""
    ficha = estado.fichas.de(evento)
    worker = quien(estado, evento)
    if duenno := _ya_es_de(estado, evento):
        _llega_tarde(estado, ficha, evento, duenno)
        return
    anterior = quitar(estado, evento)
    soltar(estado, evento.quien, "sin_ver")
    espera = None
    if estado.pausas.pop(evento.id, None) is None:
        fila = worker.copias if estado.copias else estado.fila
        espera = fila.quitar(evento.id, con_las_anteriores=estado.copias)
        estado.ajenas += espera is None and evento.intento == 1
    if espera and not estado.copias:
        _dar_por_salidas(estado, espera, evento.instante)
    if espera and not ficha.entregas:
        _espero(estado, ficha, evento, evento.instante - espera.desde)
    ficha.entregar(evento.quien, evento.intento, evento.instante)
    worker.en_mano, worker.desde = evento.id, evento.instante
    worker.complejidad, worker.intento = evento.complejidad, evento.intento
    if anterior:
        _reentrega(estado, evento, anterior, evento.quien)


def _ya_es_de(estado: "Estado", evento: Evento) -> str:
    """Quién recibió la tarea después que el que lo cuenta, que aún no sabe que ya no es suya."""
    if not estado.copias:
        for nombre, worker in estado.workers.items():
            suya, esta = (worker.intento, worker.desde), (evento.intento, evento.instante)
            if worker.en_mano == evento.id and suya > esta:
                return nombre
    return ""


def _llega_tarde(estado: "Estado", ficha: Ficha, evento: Evento, duenno: str) -> None:
    """La noticia es de antes: pasó de sus manos a las de ahora. Cada latido suyo la repite."""
    if not any((e.quien, e.desde) == (evento.quien, evento.instante) for e in ficha.entregas):
        ficha.entregar(evento.quien, evento.intento, evento.instante).fin = "perdida"
        _reentrega(estado, evento, evento.quien, duenno)


def _reentrega(estado: "Estado", evento: Evento, de: str, a: str) -> None:
    estado.reentregas += 1
    intento = estado.workers[a].intento
    estado.suceso("reentrega", evento.instante, tarea=evento.id, de=de, a=a, intento=intento)


def _espero(estado: "Estado", ficha: Ficha, evento: Evento, segundos: float) -> None:
    ficha.espera = max(0.0, segundos)
    estado.esperas.append((evento.instante, ficha.espera))


def _dar_por_salidas(estado: "Estado", salida: Espera, ahora: float) -> None:
    """Lo que tuvo que salir antes que ella: su `recibida` no se vio."""
    viejas = takewhile(lambda t: estado.pausas[t].desde < ahora - PAUSA, estado.pausas)
    for tarea in [*estado.fila.rezagadas(salida), *viejas]:
        if estado.pausas.pop(tarea, None) is None:
            estado.fila.quitar(tarea)
        estado.sin_ver = max(0, estado.sin_ver - 1)
        estado.fichas.cerrar(tarea, "sin_ver")
