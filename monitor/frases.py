"""Lo que dice el monitor, a partir de los números del broker y de lo contado por los eventos."""

from comun import modos
from comun.api import Api
from comun.bitacora import id_visible
from comun.estado import Estado
from comun.modo import Modo


def lo_pendiente(api: Api, modo: Modo) -> tuple[str, bool]:
    """La línea de cada segundo, y si ya no queda nada por repartir.

    Raises:
        SinRespuesta: la API no contesta.
    """
    if modo.cola:
        cola = api.cola(modo.cola)
        linea = (
            f"Mensajes en cola: {cola.en_cola} ({cola.en_pausa} en pausa)"
            f" · en proceso: {cola.en_proceso} · workers: {cola.workers}"
        )
        return linea, not cola.en_cola and not cola.en_proceso
    exchange = api.exchange(modo)
    linea = (
        f"Exchange {modo.exchange}: {exchange.suscriptores} suscriptores"
        f" · publicadas: {exchange.publicadas} · entregadas: {exchange.entregadas}"
    )
    for otra in (otro.cola for otro in modos.todos().values() if otro.cola):
        if esperan := api.cola(otra).en_cola:
            linea += f" · esperan en {otra}: {esperan}"
    return linea, True


def cuentas(estado: Estado) -> tuple[int, ...]:
    """Lo que cambia cuando pasa algo: mientras sea igual, no pasa nada."""
    finales = (estado.completadas, estado.descartadas, estado.fallidas, estado.repetidas)
    return (estado.enviadas, *finales)


def resumen(estado: Estado, callados: list[str]) -> str:
    """Lo que el broker no sabe: quién hizo cuántas, cuántas fallaron, cuántas se repitieron."""
    por_worker = sorted(estado.workers.items())
    reparto = " · ".join(f"{id_visible(n)}: {w.completadas}" for n, w in por_worker)
    perdidas = estado.perdidas(0, callados) if estado.copias else 0
    return (
        f"todo hecho: {estado.completadas} completadas ({reparto}) · intentos fallidos:"
        f" {estado.fallidas} · descartadas: {estado.descartadas} · repetidas: {estado.repetidas}"
    ) + (f" · copias perdidas: {perdidas}" if perdidas else "")
