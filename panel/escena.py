"""La escena: lo que se dibuja con fichas, la cola y los workers. De muchas, una muestra."""

from collections.abc import Iterable, Iterator
from itertools import islice

from comun.evento import Que
from panel.vista import Json
from seguimiento.historia import Historia
from seguimiento.panorama import Panorama, Worker

CABEZA = 12  # tareas de una cola que se enseñan una a una; de las demás, el número
PAUSAS = 6
MIRADAS = 200  # historias entre las que se buscan
VUELVEN = {Que.FALLIDA, Que.SIN_ACK, "perdida"}


def worker(ve: Panorama, worker: Worker, *, ciegas: bool) -> Json:
    """Un worker, lo que tiene en la mano y, si son suyas, las copias que le esperan."""
    suyo, fuera = worker.suyo, worker.muerto or worker.suyo.fin
    # La de un muerto vuelve a la cola; si era su copia, se pierde con él
    en_mano = None if fuera and not ve.libro.modo.copias else suyo.en_mano
    copias = ve.copias(worker.proceso)
    primeras = islice(copias, CABEZA)
    historia = en_mano and ve.libro.historia(en_mano.tarea)
    estado = "ocupado" if en_mano else "libre"
    return {
        "nombre": worker.nombre,
        "estado": "callado" if fuera else "sin_noticias" if ciegas else estado,
        "parado": suyo.fin,  # se despidió
        "visto": round(ve.murio(worker.proceso) if worker.muerto else suyo.visto, 1)
        if fuera
        else None,
        "en_mano": en_mano and en_mano.tarea,
        "desde": round(en_mano.desde, 2) if en_mano else 0,
        "complejidad": historia.complejidad if historia else None,
        "intento": en_mano.intento if en_mano else 1,
        "completadas": worker.hechas[Que.COMPLETADA],
        "fallidas": worker.hechas[Que.FALLIDA],
        "copias": len(copias),
        "cabeza": [[t, (h := ve.libro.historia(t)) and h.complejidad] for t in primeras],
    }


def cola(ve: Panorama, ahora: float) -> Json:
    """La cola de trabajo: cuántas esperan y las primeras; las que vuelven, tras su pausa."""
    cola, abiertas = ve.foto.cola, ve.libro.abiertas.values()
    listas = max(0, cola.en_cola - cola.en_pausa)
    vuelven = [
        (_hasta(historia, cola.pausa), historia)
        for historia in islice(_en(ve, reversed(abiertas), VUELVEN), CABEZA)
    ]
    vuelven.sort(key=lambda par: -par[0])  # la que más tarda en volver, primero
    pausadas = max(cola.en_pausa, sum(hasta > ahora for hasta, _ in vuelven))
    tras_su_pausa = [historia for _, historia in vuelven[pausadas:]]
    esperan = [*tras_su_pausa, *islice(_en(ve, abiertas, {"espera"}), CABEZA)]
    # En calma manda el broker: también se llevan tareas clientes que no escriben en el diario
    esperan = esperan[: min(CABEZA, listas) if ve.calma else CABEZA]
    return {
        "listas": listas,
        "anonimas": max(0, listas - len(esperan)) if len(esperan) < CABEZA else 0,
        "cabeza": [[h.id, h.complejidad] for h in esperan],
        "pausas": [
            [h.id, h.complejidad, len(h.de_ahora), round(hasta, 2)]
            for hasta, h in vuelven[: min(pausadas, PAUSAS)]
        ],
        "en_pausa": cola.en_pausa,
    }


def _hasta(historia: Historia, pausa: float) -> float:
    """Cuándo vuelve: tras cada intento, una pausa más."""
    ultima = historia.entregas[-1]
    return (ultima.fin.instante if ultima.fin else ultima.desde) + pausa * ultima.intento


def _en(ve: Panorama, historias: Iterable[Historia], cuales: set[str]) -> Iterator[Historia]:
    miradas = islice(historias, MIRADAS)
    return (historia for historia in miradas if ve.situacion(historia) in cuales)
