"""Lo que dice el monitor, a partir de los números del broker y de las cuentas del diario."""

from comun import modos
from comun.bitacora import id_visible
from comun.evento import Que
from comun.modo import Modo
from seguimiento.api import Api
from seguimiento.foto import Foto
from seguimiento.panorama import Panorama


def lo_pendiente(api: Api, modo: Modo, foto: Foto) -> str:
    """La línea de cada segundo.

    Raises:
        SinRespuesta: la API no contesta.
    """
    if modo.cola:
        cola = foto.cola
        return (
            f"Mensajes en cola: {cola.en_cola} ({cola.en_pausa} en pausa)"
            f" · en proceso: {cola.en_proceso} · workers: {cola.workers}"
        )
    exchange = foto.exchange
    linea = (
        f"Exchange {modo.exchange}: {exchange.suscriptores} suscriptores"
        f" · publicadas: {exchange.publicadas} · entregadas: {exchange.entregadas}"
    )
    for otra in (otro.cola for otro in modos.todos().values() if otro.cola):
        if esperan := api.cola(otra).en_cola:
            linea += f" · esperan en {otra}: {esperan}"
    return linea


def resumen(ve: Panorama) -> str:
    """Lo que el broker no sabe: quién hizo cuántas, cuántas fallaron, cuántas se repitieron."""
    libro = ve.libro
    reparto = " · ".join(
        f"{id_visible(w.nombre)}: {w.hechas[Que.COMPLETADA]}" for w in ve.workers()
    )
    mas = {"reintentadas": libro.sumas[Que.REINTENTADA], "sin noticia": ve.sin_noticia}
    mas["copias perdidas" if libro.modo.copias else "perdidas"] = ve.perdidas
    dichas = "".join(f" · {que}: {cuantas}" for que, cuantas in mas.items() if cuantas)
    return (
        f"todo hecho: {libro.completadas} completadas ({reparto}) · intentos fallidos:"
        f" {libro.sumas[Que.FALLIDA]} · descartadas: {libro.sumas[Que.DESCARTADA]}"
        f" · repetidas: {libro.repetidas}{dichas}"
    )
