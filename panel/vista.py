"""La vista convierte lo que se sabe en el JSON que la página dibuja, sin red y sin reloj."""

from dataclasses import asdict
from typing import Any

from comun import modos
from comun.familias.modo import FALLIDAS
from comun.servicio.ajustes import Ajustes
from comun.verbo import Verbo
from seguimiento import por_familia
from seguimiento.api import Cola
from seguimiento.historia import Historia
from seguimiento.lote import nombre_de
from seguimiento.panorama import Panorama

Json = dict[str, Any]
ENTREGAS = 12  # las últimas de cada tarea, que son las que caben en su fila


def fijo(ajustes: Ajustes) -> Json:
    """Devuelve lo que no cambia durante una tanda."""
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
            "copias": por_familia.clase(modo).copias,  # si cada worker recibe una de todas
            "defecto": modo == Ajustes().modo,
            "otros": [otro.nombre for otro in otros],
        },
        "fallidas": FALLIDAS,
        "prefijo": ajustes.prefijo,  # de los contenedores, para los comandos que se copian
    }


def libro(panorama: Panorama) -> Json:
    """Devuelve las cuentas: todo lo enviado tiene que estar en algún sitio."""
    esperan, proceso, pausa = panorama.pendientes()
    sumas = panorama.libro.sumas
    return {
        "enviadas": sumas[Verbo.ENVIADA],
        "encargos": panorama.libro.encargos,  # las enviadas, y las copias que van a varias colas
        "completadas": panorama.libro.completadas,
        "esperan": esperan,
        "pausa": pausa,
        "proceso": proceso,
        "fallidas": sumas[Verbo.FALLIDA],
        "descartadas": sumas[Verbo.DESCARTADA],
        "reintentadas": sumas[Verbo.REINTENTADA],
        "repetidas": panorama.libro.repetidas,
        "perdidas": panorama.perdidas,
        "sin_noticia": panorama.sin_noticia,
        "devueltas": sumas[Verbo.DEVUELTA],
        "reentregas": panorama.libro.reentregas,
        "parcial": panorama.libro.recortado,  # el diario ya no tiene el principio de la tanda
        "detalle": panorama.libro.completo,  # si las historias dicen todo lo que ha pasado
    }


def broker(panorama: Panorama, *, conectado: bool, cambio: float) -> Json:
    """Dice si el broker contesta, por AMQP y por su API, y da sus números."""
    return {
        "conectado": conectado,
        "cambio": round(cambio, 1),  # época Unix: desde cuándo es así
        "api": panorama.foto.contesta,
        "alarma": panorama.foto.alarma,
        "en_fallidas": panorama.foto.en_fallidas,
        "colas": {nombre: numeros(cola) for nombre, cola in panorama.foto.colas.items()},
        "exchange": asdict(panorama.foto.exchange),
    }


def numeros(cola: Cola) -> Json:
    """Devuelve los números de una cola."""
    return {
        "listas": max(0, cola.en_cola - cola.en_pausa),
        "en_pausa": cola.en_pausa,
        "en_proceso": cola.en_proceso,
        "workers": cola.workers,
    }


def historia(suya: Historia, panorama: Panorama) -> Json:
    """Devuelve lo que le pasó a una tarea: es una fila de la tabla."""
    vivo = panorama.presencia.vivo
    finales = [turno.fin for turno in suya.turnos if turno.fin]
    fin, enviada = finales[-1] if finales else None, suya.enviada
    espera = suya.espero(suya.turnos[0]) if suya.turnos else None
    return {
        "id": suya.clave,
        "tarea": suya.id,
        "cola": panorama.libro.cola_de(suya),
        "copia": suya.copia,
        "tipo": suya.tipo,
        "complejidad": suya.complejidad,
        "situacion": panorama.situacion(suya),
        "enviada": enviada and round(enviada, 2),
        "espera": espera and round(espera, 2),
        "segundos": fin and fin.segundos and round(fin.segundos, 3),
        "intento": max((turno.intento for turno in suya.de_ahora), default=0),
        "motivo": fin.motivo if fin else "",
        "entregas": [
            [
                nombre_de(t.proceso),
                t.intento,
                t.fin.verbo if t.fin else "en_mano" if t.en_mano(vivo) else "perdida",
            ]
            for t in suya.turnos[-ENTREGAS:]
        ],
    }
