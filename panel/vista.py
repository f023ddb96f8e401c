"""La vista: de lo que se sabe, los trozos de JSON que la página dibuja. Pura, como el libro."""

from dataclasses import asdict
from typing import Any

from comun import modos
from comun.familias.modo import FALLIDAS
from comun.servicio.ajustes import Ajustes
from comun.verbo import Verbo
from seguimiento import familias
from seguimiento.api import Cola
from seguimiento.familias import LibroDeTrabajo
from seguimiento.historia import Historia
from seguimiento.lote import nombre
from seguimiento.panorama import Panorama

Json = dict[str, Any]


def fijo(ajustes: Ajustes) -> Json:
    """Lo que no cambia durante una tanda."""
    modo = ajustes.modo
    otros = (otro for otro in modos.todos().values() if otro != modo)
    return {
        "modo": {
            "nombre": modo.nombre,
            "exchange": modo.exchange,
            "exchange_type": modo.exchange_type,
            "colas": {cola: list(claves) for cola, claves in modo.colas.items()},
            "tipos": modo.tipos,
            "intentos": modo.intentos,
            "copias": familias.libro(modo).copias,  # de todas, a cada worker
            "defecto": modo == Ajustes().modo,
            "otros": [otro.nombre for otro in otros],
        },
        "fallidas": FALLIDAS,
        "prefijo": ajustes.prefijo,  # de los contenedores, para las órdenes que se copian
    }


def libro(ve: Panorama) -> Json:
    """Las cuentas: todo lo enviado tiene que estar en algún sitio."""
    esperan, proceso, pausa = ve.pendientes()
    sumas = ve.libro.sumas
    return {
        "enviadas": sumas[Verbo.ENVIADA],
        "encargos": ve.libro.encargos,  # las enviadas, y las copias que van a varias colas
        "completadas": ve.libro.completadas,
        "esperan": esperan,
        "pausa": pausa,
        "proceso": proceso,
        "fallidas": sumas[Verbo.FALLIDA],
        "descartadas": sumas[Verbo.DESCARTADA],
        "reintentadas": sumas[Verbo.REINTENTADA],
        "repetidas": ve.libro.repetidas,
        "perdidas": ve.perdidas,
        "sin_noticia": ve.sin_noticia,
        "devueltas": sumas[Verbo.DEVUELTA],
        "reentregas": ve.libro.reentregas,
        "parcial": ve.libro.recortado,  # el diario ya no tiene el principio de la tanda
        "detalle": ve.libro.completo,  # si las historias cuentan todo lo que ha pasado
    }


def broker(ve: Panorama, *, conectado: bool, cambio: float) -> Json:
    """Si el broker contesta, por AMQP y por su API, y sus números."""
    return {
        "conectado": conectado,
        "cambio": round(cambio, 1),  # época Unix: desde cuándo es así
        "api": ve.foto.contesta,
        "alarma": ve.foto.alarma,
        "muertas": ve.foto.muertas,
        "colas": {nombre: numeros(cola) for nombre, cola in ve.foto.colas.items()},
        "exchange": asdict(ve.foto.exchange),
    }


def numeros(cola: Cola) -> Json:
    """Los de una cola."""
    return {
        "listas": max(0, cola.en_cola - cola.en_pausa),
        "en_pausa": cola.en_pausa,
        "en_proceso": cola.en_proceso,
        "workers": cola.workers,
    }


def historia(suya: Historia, ve: Panorama) -> Json:
    """Lo que le pasó a una tarea: una fila de la tabla."""
    acabadas = [e.fin for e in suya.entregas if e.fin]
    fin, enviada = acabadas[-1] if acabadas else None, suya.enviada
    espera = suya.espero(suya.entregas[0]) if suya.entregas else None
    return {
        "id": suya.clave,
        "tarea": suya.id,
        "cola": ve.libro.cola_de(suya),
        "copia": suya.copia,
        "tipo": suya.tipo,
        "complejidad": suya.complejidad,
        "situacion": ve.situacion(suya),
        "enviada": enviada and round(enviada, 2),
        "espera": espera and round(espera, 2),
        "segundos": fin and fin.segundos and round(fin.segundos, 3),
        "intento": max((e.intento for e in suya.de_ahora), default=0),
        "motivo": fin.motivo if fin else "",
        "entregas": [
            [
                nombre(e.proceso),
                e.intento,
                e.fin.verbo if e.fin else "en_mano" if e.en_mano(ve.vivo) else "perdida",
            ]
            for e in suya.entregas[-LibroDeTrabajo.de_cada_una :]
        ],
    }
