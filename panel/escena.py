"""La escena: lo que se dibuja con fichas, la cola y los workers. De muchas, una muestra."""

from itertools import islice
from typing import Any

from comun.estado import Estado
from comun.fila import Fila
from comun.trabajador import Trabajador
from panel.broker import Balance, Mirada
from panel.vista import Json

CABEZA = 12  # tareas de una cola que se enseñan una a una; de las demás, el número
PAUSAS = 6


def workers(estado: Estado, callados: list[str], *, a_ciegas: bool) -> list[Json]:
    """Cada worker, en orden de nombre: worker2, worker10 y después los de --scale."""
    en_orden = sorted(estado.workers.items(), key=lambda par: (len(par[0]), par[0]))
    return [
        {
            "nombre": nombre,
            "estado": _estado(worker, callado=nombre in callados, a_ciegas=a_ciegas),
            "visto": round(worker.visto, 1) if nombre in callados else None,
            "en_mano": worker.en_mano or None,
            "desde": round(worker.desde, 2),
            "complejidad": worker.complejidad,
            "intento": worker.intento,
            "completadas": worker.completadas,
            "fallidas": worker.fallidas,
            "copias": len(worker.copias),
            "cabeza": _cabeza(worker.copias, len(worker.copias)),
        }
        for nombre, worker in en_orden
    ]


def _estado(worker: Trabajador, *, callado: bool, a_ciegas: bool) -> str:
    if a_ciegas or (worker.esperado and not callado):
        return "sin_noticias"  # no llegan eventos de nadie, o aún no los suyos: no se sabe
    if callado or worker.dudoso:
        return "callado"
    return "ocupado" if worker.en_mano else "libre"


def cola(estado: Estado, balance: Balance, mirada: Mirada) -> Json:
    """La cola de trabajo: cuántas esperan y, por orden, las primeras."""
    listas = max(0, balance.esperan(estado, []) - len(estado.pausas))
    return {
        "listas": listas,
        "anonimas": max(0, listas - len(estado.fila)),  # las que no se vio enviar: van delante
        "cabeza": _cabeza(estado.fila, listas),
        "pausas": [
            [i, e.complejidad, e.intento, round(e.desde + mirada.cola.pausa * e.intento, 2)]
            for i, e in islice(estado.pausas.items(), PAUSAS)
        ],
        "en_pausa": len(estado.pausas),
    }


def _cabeza(fila: Fila, cuantas: int) -> list[list[Any]]:
    return [[i, e.complejidad] for i, e in islice(fila.ids.items(), min(CABEZA, cuantas))]
