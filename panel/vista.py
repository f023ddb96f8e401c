"""La vista: de lo que se sabe, los trozos de JSON que la página dibuja. Pura, como el libro."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from comun import modos
from comun.ajustes import Ajustes
from comun.evento import Que
from comun.modo import FALLIDAS
from seguimiento.historia import Historia
from seguimiento.libro import ENTREGAS
from seguimiento.lote import nombre
from seguimiento.panorama import Panorama, Worker

Json = dict[str, Any]


def fijo(ajustes: Ajustes) -> Json:
    """Lo que no cambia durante una tanda."""
    modo = ajustes.modo
    callados = {"routing_key", "binding_key", "ack_al_recibir"}
    datos = {k: v for k, v in asdict(modo).items() if k not in callados}
    datos["auto_ack"] = modo.copias  # como lo llama la página
    datos["defecto"] = modo == Ajustes().modo
    datos["otros"] = {m.nombre: m.copias for m in modos.todos().values() if m != modo}
    return {
        "modo": datos,
        "fallidas": FALLIDAS,
        "prefijo": ajustes.prefijo,  # de los contenedores, para las órdenes que se copian
    }


def pendientes(ve: Panorama, quienes: Sequence[Worker]) -> list[int | None]:
    """Lo que espera, lo que está en unas manos y lo que está en pausa; None si no se sabe.

    De una cola lo dice el broker; de las copias, el diario.
    """
    if ve.libro.modo.copias:
        vivos = [w.suyo for w in quienes if not w.muerto and not w.suyo.fin]
        return [sum(len(v.copias) for v in vivos), sum(bool(v.en_mano) for v in vivos), 0]
    cola = ve.foto.cola
    return [cola.en_cola, cola.en_proceso, cola.en_pausa] if ve.foto.contesta else [None] * 3


def libro(ve: Panorama, quienes: Sequence[Worker]) -> Json:
    """Las cuentas: todo lo enviado tiene que estar en algún sitio."""
    esperan, proceso, pausa = pendientes(ve, quienes)
    sumas = ve.libro.sumas
    return {
        "enviadas": sumas[Que.ENVIADA],
        "completadas": ve.libro.completadas,
        "esperan": esperan,
        "pausa": pausa,
        "proceso": proceso,
        "fallidas": sumas[Que.FALLIDA],
        "descartadas": sumas[Que.DESCARTADA],
        "reintentadas": sumas[Que.REINTENTADA],
        "repetidas": ve.libro.repetidas,
        "perdidas": ve.perdidas,
        "sin_noticia": ve.sin_noticia,
        "devueltas": sumas[Que.DEVUELTA],
        "reentregas": ve.libro.reentregas,
        "parcial": ve.libro.recortado,  # el diario ya no tiene el principio de la tanda
        "detalle": ve.libro.completo,  # si las fichas cuentan todo lo que ha pasado
    }


def broker(ve: Panorama, *, conectado: bool, cambio: float) -> Json:
    """Si el broker contesta, por AMQP y por su API, y sus números."""
    return {
        "conectado": conectado,
        "cambio": round(cambio, 1),  # época Unix: desde cuándo es así
        "api": ve.foto.contesta,
        "alarma": ve.foto.alarma,
        "muertas": ve.foto.muertas,
        "cola": asdict(ve.foto.cola),
        "exchange": asdict(ve.foto.exchange),
    }


def ficha(historia: Historia, ve: Panorama) -> Json:
    """Una fila de la tabla."""
    acabadas = [e.fin for e in historia.entregas if e.fin]
    fin, enviada = acabadas[-1] if acabadas else None, historia.enviada
    espera = historia.espero(historia.entregas[0]) if historia.entregas else None
    return {
        "id": historia.id,
        "complejidad": historia.complejidad,
        "situacion": ve.situacion(historia),
        "enviada": enviada and round(enviada, 2),
        "espera": espera and round(espera, 2),
        "segundos": fin and fin.segundos and round(fin.segundos, 3),
        "intento": max((e.intento for e in historia.de_ahora), default=0),
        "motivo": fin.motivo if fin else "",
        "entregas": [
            [
                nombre(e.proceso),
                e.intento,
                e.fin.que if e.fin else "en_mano" if e.en_mano(ve.vivo) else "perdida",
            ]
            for e in historia.entregas[-ENTREGAS:]
        ],
    }
