"""La orden `reintentar` devuelve a su cola lo que hay en tareas_fallidas: todo, o una tarea."""

import sys
from collections import defaultdict

from pika.adapters.blocking_connection import BlockingChannel

from comun.familias.modo import FALLIDAS
from comun.servicio.arranque import Servicio
from comun.texto import id_visible, visible
from herramientas.contenedor.broker import usar
from herramientas.contenedor.fallida import todas
from herramientas.contenedor.fallidas import SIGUEN
from herramientas.contenedor.vuelta import Vuelta

DE_NADIE = "el broker no apuntó que vinieran de la cola de un modo"


def main(servicio: Servicio) -> None:
    """Devuelve las fallidas, todas o la del ID que va detrás; lanza Irrecuperable si no puede."""
    elegida = "".join(sys.argv[2:])
    usar(servicio, lambda c: reintentar(c.channel(), elegida, servicio.proceso), SIGUEN)


def reintentar(channel: BlockingChannel, elegida: str, proceso: str) -> str:
    """Devuelve cada una a su cola y dice cuántas; un corte en medio repite, no pierde.

    Devuelve por qué se queda alguna donde estaba, o vacío. `proceso` es su nombre en el diario.
    """
    channel.confirm_delivery()
    # El diario va por su canal: si no se puede escribir, el broker cierra ese, y la tarea vuelve
    diario = channel.connection.channel()
    diario.confirm_delivery()
    vueltas: dict[str, Vuelta] = {}  # por su cola
    se_quedan = defaultdict[str, list[str]](list)  # por qué → cuáles
    for fallida in todas(channel):
        if elegida and elegida not in {fallida.id, id_visible(fallida.id)}:
            continue
        if not (origen := fallida.origen):
            se_quedan[DE_NADIE].append(fallida.quien)
            continue
        modo, cola = origen
        vuelta = vueltas.setdefault(cola, Vuelta(modo, cola, proceso, diario))
        if not vuelta.llevar(channel, fallida):
            porque = f"su cola, {cola}, no existe; la crean los workers de MODO={modo.nombre}"
            se_quedan[porque].append(fallida.quien)
    channel.basic_nack(0, multiple=True, requeue=True)  # cerrar sin más contaría como intento

    hechas = {cola: vuelta.hechas for cola, vuelta in vueltas.items() if vuelta.hechas}
    for cola, cuantas in hechas.items():
        print(f"{cuantas} de vuelta en {cola}")
    if elegida and not (vueltas or se_quedan):
        return f"no hay ninguna con id «{visible(elegida)}» en {FALLIDAS}: fallidas las lista"
    if not (hechas or se_quedan):
        print(f"0 en {FALLIDAS}: nada que devolver")
    return "; ".join(
        f"en {FALLIDAS} se quedan {len(ids)} ({', '.join(ids[:10])}): {porque}"
        for porque, ids in se_quedan.items()
    )
