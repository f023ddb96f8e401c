"""La vista: del estado, los trozos de JSON que la página dibuja. Pura, como el reductor."""

from dataclasses import asdict
from itertools import islice
from typing import Any

from comun import modos
from comun.ajustes import Ajustes
from comun.estado import PRODUCTOR, SILENCIO, Estado
from comun.ficha import Ficha, Fila, Trabajador
from comun.modo import FALLIDAS, Modo
from panel.broker import Balance, Mirada

CABEZA = 12  # tareas de una cola que se enseñan una a una; de las demás, el número
PAUSAS = 6

Json = dict[str, Any]


def fijo(modo: Modo, estado: Estado) -> Json:
    """Lo que no cambia mientras el panel vive."""
    datos = {k: v for k, v in asdict(modo).items() if k not in {"routing_key", "binding_key"}}
    datos["defecto"] = modo == Ajustes().modo
    datos["otros"] = [nombre for nombre in modos.todos() if nombre != modo.nombre]
    return {"modo": datos, "fallidas": FALLIDAS, "desde": estado.desde}


def libro(estado: Estado, balance: Balance, callados: list[str]) -> Json:
    """Las cuentas: todo lo enviado tiene que estar en algún sitio."""
    vivos = (w for nombre, w in estado.workers.items() if nombre not in callados)
    return {
        "enviadas": estado.enviadas,
        "completadas": estado.completadas,
        "esperan": balance.esperan(estado, callados),
        "pausa": len(estado.pausas),
        "proceso": sum(bool(w.en_mano) for w in vivos),
        "fallidas": estado.fallidas,
        "descartadas": estado.descartadas,
        "repetidas": estado.repetidas,
        "perdidas": balance.perdidas,
        "devueltas": estado.devueltas,
        "reentregas": estado.reentregas,
    }


def workers(estado: Estado, callados: list[str], *, a_ciegas: bool) -> list[Json]:
    """Cada worker, en orden de nombre."""
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
        for nombre, worker in sorted(estado.workers.items())
    ]


def _estado(worker: Trabajador, *, callado: bool, a_ciegas: bool) -> str:
    if a_ciegas:
        return "sin_noticias"  # no llegan eventos de nadie: no se sabe
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


def productor(estado: Estado, ahora: float) -> Json:
    """Si el productor da señales de vida."""
    fuente = estado.fuentes.get(PRODUCTOR)
    return {"vivo": bool(fuente) and ahora - fuente.visto <= SILENCIO}  # type: ignore[union-attr]


def broker(mirada: Mirada, *, conectado: bool, cambio: float) -> Json:
    """Si el broker contesta, por AMQP y por su API, y sus números."""
    return {
        "conectado": conectado,
        "cambio": round(cambio, 1),  # época Unix: desde cuándo es así
        "api": mirada.contesta,
        "alarma": mirada.alarma,
        "muertas": mirada.muertas,
        "cola": asdict(mirada.cola),
        "exchange": asdict(mirada.exchange),
    }


def ficha(tarea: Ficha) -> Json:
    """Una fila de la tabla."""
    return {
        "id": tarea.id,
        "complejidad": tarea.complejidad,
        "situacion": tarea.situacion,
        "enviada": tarea.enviada and round(tarea.enviada, 2),
        "espera": tarea.espera and round(tarea.espera, 2),
        "segundos": tarea.segundos and round(tarea.segundos, 3),
        "intento": tarea.intento,
        "motivo": tarea.motivo,
        "entregas": [[e.quien, e.intento, e.fin] for e in tarea.entregas],
    }


def _cabeza(fila: Fila, cuantas: int) -> list[list[Any]]:
    return [[i, e.complejidad] for i, e in islice(fila.ids.items(), min(CABEZA, cuantas))]
