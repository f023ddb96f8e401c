"""La vista: del estado, los trozos de JSON que la página dibuja. Pura, como el reductor."""

from dataclasses import asdict
from typing import Any

from comun import modos
from comun.ajustes import Ajustes
from comun.estado import Estado
from comun.evento import PRODUCTOR
from comun.ficha import Ficha
from comun.modo import FALLIDAS
from comun.trabajador import SILENCIO
from panel.broker import Balance, Mirada

Json = dict[str, Any]


def fijo(ajustes: Ajustes, estado: Estado) -> Json:
    """Lo que no cambia mientras el panel vive."""
    modo = ajustes.modo
    callados = {"routing_key", "binding_key", "ack_al_recibir"}
    datos = {k: v for k, v in asdict(modo).items() if k not in callados}
    datos["auto_ack"] = modo.copias  # como lo llama la página
    datos["defecto"] = modo == Ajustes().modo
    datos["otros"] = {m.nombre: m.copias for m in modos.todos().values() if m != modo}
    return {
        "modo": datos,
        "fallidas": FALLIDAS,
        "desde": estado.desde,
        "prefijo": ajustes.prefijo,  # de los contenedores, para las órdenes que se copian
    }


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
