"""Este módulo prepara lo que la página dibuja con fichas: las colas y los workers.

Si las tareas son muchas, da solo una muestra.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from comun.verbo import Verbo
from panel.vista import Json
from seguimiento.api import Cola
from seguimiento.historia import Historia
from seguimiento.panorama import Panorama, WorkerVisto

CABEZA = 12  # tareas de una cola que se muestran una a una; de las demás, el número
PAUSAS = 6  # las que se muestran en pausa
SE_BUSCAN = 200  # historias entre las que se buscan, por cola
VUELVEN = {Verbo.FALLIDA, Verbo.SIN_ACK, "perdida"}


def worker(panorama: Panorama, worker: WorkerVisto, *, ciegas: bool) -> Json:
    """Describe un worker: qué tiene en la mano y, si son suyas, las copias que le esperan.

    Con `ciegas` no llegan noticias de nadie, y no se sabe qué hace.
    """
    datos, fuera = worker.datos, worker.fuera
    en_mano = panorama.en_mano(worker)
    copias = panorama.copias(worker.proceso)
    primeras = islice(copias, CABEZA)
    historia = en_mano and panorama.libro.historia(en_mano.tarea)
    estado = "ocupado" if en_mano else "libre"
    visto = panorama.presencia.murio(worker.proceso) if worker.muerto else datos.visto
    return {
        "nombre": worker.nombre,
        "estado": "callado" if fuera else "sin_noticias" if ciegas else estado,
        "parado": datos.fin,  # se despidió
        "visto": round(visto, 1) if fuera else None,
        "en_mano": en_mano and en_mano.tarea,
        "desde": round(en_mano.desde, 2) if en_mano else 0,
        "complejidad": historia.complejidad if historia else None,
        "intento": en_mano.intento if en_mano else 1,
        "completadas": worker.hechas[Verbo.COMPLETADA],
        "fallidas": worker.hechas[Verbo.FALLIDA],
        "copias": len(copias),
        "cabeza": [[t, (h := panorama.libro.historia(t)) and h.complejidad] for t in primeras],
    }


def colas(panorama: Panorama, ahora: float) -> dict[str, Json]:
    """Describe cada cola de trabajo: cuántas esperan, las primeras y las que están en pausa."""
    abiertas = panorama.libro.historias.abiertas.values()
    esperan = _por_cola(panorama, abiertas, {"espera"})
    vuelven = _por_cola(panorama, reversed(abiertas), VUELVEN)
    return {
        nombre: _cola(
            panorama,
            panorama.foto.colas.get(nombre, Cola()),
            esperan[nombre],
            vuelven[nombre],
            ahora,
        )
        for nombre in panorama.libro.modo.colas
    }


def _cola(
    panorama: Panorama, cola: Cola, esperan: list[Historia], vuelven: list[Historia], ahora: float
) -> Json:
    listas = max(0, cola.en_cola - cola.en_pausa)
    hasta = {historia.clave: _fin_de_pausa(historia, cola.pausa) for historia in vuelven}
    vuelven.sort(key=lambda historia: -hasta[historia.clave])  # la que más tarda en volver, primero
    pausadas = max(cola.en_pausa, sum(cuando > ahora for cuando in hasta.values()))
    esperan = [*vuelven[pausadas:], *esperan]  # primero, las que ya acabaron su pausa
    # Si nada cambia, vale lo del broker: algunos clientes toman tareas y no escriben en el diario
    esperan = esperan[: min(CABEZA, listas) if panorama.sin_cambios else CABEZA]
    return {
        "listas": listas,
        "anonimas": max(0, listas - len(esperan)) if len(esperan) < CABEZA else 0,
        "cabeza": [[h.clave, h.complejidad] for h in esperan],
        "pausas": [
            [h.clave, h.complejidad, len(h.de_ahora), round(hasta[h.clave], 2)]
            for h in vuelven[: min(pausadas, PAUSAS)]
        ],
        "en_pausa": cola.en_pausa,
        "workers": cola.workers,
    }


def _fin_de_pausa(historia: Historia, pausa: float) -> float:
    """Dice cuándo vuelve (época Unix): espera tantas pausas como intentos lleva."""
    ultimo = historia.turnos[-1]
    return (ultimo.fin.instante if ultimo.fin else ultimo.desde) + pausa * ultimo.intento


def _por_cola(
    panorama: Panorama, historias: Iterable[Historia], cuales: set[str]
) -> defaultdict[str, list[Historia]]:
    """Devuelve las historias en una de esas situaciones, por cola; de cada una, hasta CABEZA."""
    encontradas = defaultdict[str, list[Historia]](list)
    for historia in islice(historias, SE_BUSCAN * len(panorama.libro.modo.colas)):
        if panorama.situacion(historia) in cuales:
            suyas = encontradas[panorama.libro.cola_de(historia)]
            suyas += [historia] if len(suyas) < CABEZA else []
    return encontradas
