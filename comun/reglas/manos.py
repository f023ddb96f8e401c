"""En manos de qué worker está cada tarea."""

from typing import TYPE_CHECKING

from comun.evento import Evento
from comun.trabajador import Trabajador, senal

if TYPE_CHECKING:
    from comun.estado import Estado


def quien(estado: "Estado", evento: Evento) -> Trabajador:
    """El worker que cuenta el evento: habla, así que ya no se duda de él."""
    worker = senal(estado.workers, Trabajador, evento)
    worker.dudoso, worker.esperado = False, 0.0
    return worker


def soltar(estado: "Estado", nombre: str, fin: str) -> None:
    """Lo que tuviera un worker en la mano ya no lo tiene."""
    worker = estado.workers[nombre]
    if worker.en_mano:
        estado.fichas.cerrar(worker.en_mano, fin, nombre)
    worker.en_mano = ""


def quitar(estado: "Estado", evento: Evento) -> str:
    """El broker la entrega de nuevo: quien la tenía la perdió. Devuelve quién, si era otro."""
    anterior = ""
    for nombre, worker in estado.workers.items():
        if worker.en_mano == evento.id and (nombre == evento.quien or not estado.copias):
            soltar(estado, nombre, "perdida")
            if nombre != evento.quien:
                worker.dudoso = True
                anterior = nombre
    return anterior
