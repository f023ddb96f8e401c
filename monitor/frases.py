"""Las frases del monitor juntan los números del broker y las cuentas del diario."""

from collections.abc import Mapping

from comun.familias.modo import Modo
from comun.texto import id_visible
from comun.verbo import Verbo
from seguimiento.api import Cola
from seguimiento.foto import Foto
from seguimiento.panorama import Panorama


def lo_pendiente(modo: Modo, foto: Foto, en_otros: Mapping[str, int]) -> str:
    """Devuelve la línea de cada segundo; `en_otros` son las tareas en las colas de otros modos."""
    if foto.colas:
        cola = foto.cola
        linea = (
            f"Mensajes en cola: {cola.en_cola} ({cola.en_pausa} en pausa)"
            f" · en proceso: {cola.en_proceso} · workers: {cola.workers}"
        )
        return linea if len(foto.colas) == 1 else linea + _cada_una(foto.colas)
    exchange = foto.exchange
    linea = (
        f"Exchange {modo.exchange}: {exchange.suscriptores} suscriptores"
        f" · publicadas: {exchange.publicadas} · entregadas: {exchange.entregadas}"
    )
    return linea + "".join(f" · esperan en {cola}: {n}" for cola, n in en_otros.items() if n)


def _cada_una(colas: Mapping[str, Cola]) -> str:
    return "".join(
        f" · {nombre}: {cola.en_cola}{'' if cola.workers else ' sin workers'}"
        for nombre, cola in colas.items()
    )


def resumen(panorama: Panorama) -> str:
    """Resume lo que el broker no sabe: quién hizo cuántas, cuántas fallaron y se repitieron."""
    libro = panorama.libro
    reparto = " · ".join(
        f"{id_visible(w.nombre)}: {w.hechas[Verbo.COMPLETADA]}" for w in panorama.workers()
    )
    mas = {"reintentadas": libro.sumas[Verbo.REINTENTADA], "sin noticia": panorama.sin_noticia}
    mas["copias perdidas" if libro.copias else "perdidas"] = panorama.perdidas
    de = f", copias de {libro.sumas[Verbo.ENVIADA]} tareas" if libro.copias_de_mas else ""
    dichas = "".join(f" · {que}: {cuantas}" for que, cuantas in mas.items() if cuantas)
    return (
        f"todo hecho: {libro.completadas} completadas{de} ({reparto}) · intentos fallidos:"
        f" {libro.sumas[Verbo.FALLIDA]} · descartadas: {libro.sumas[Verbo.DESCARTADA]}"
        f" · repetidas: {libro.repetidas}{dichas}"
    )
