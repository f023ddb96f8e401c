"""El vaciado espera a que no quede nada pendiente en ninguna parte."""

import http.client
import json
import re
import time

from herramientas.caos.corrida import Corrida
from herramientas.sistema.recuento import Recuento
from herramientas.sistema.taller import WORKERS

CALMA = 3.0  # s seguidos sin nada pendiente: la API va hasta 2 s por detrás, un 0 suelto no prueba
LIMITE = 180.0  # s para que acabe la tanda una vez reparado el fallo


def vacia(c: Corrida) -> Recuento:
    """Espera a que el productor acabe y todo siga vacío un rato; da el recuento de entonces.

    Raises:
        NoOcurrio: si no se vacía a tiempo.
    """
    c.taller.acabado("producer", LIMITE)
    quieto_desde = time.monotonic()
    visto = c.recuento()

    def en_calma() -> bool:
        nonlocal quieto_desde, visto
        ahora = c.recuento()
        if pendiente(c) or ahora != visto:
            quieto_desde = time.monotonic()
        visto = ahora
        return time.monotonic() - quieto_desde > CALMA

    c.taller.esperar(en_calma, LIMITE)
    return visto


def pendiente(c: Corrida) -> int:
    """Cuenta los mensajes del broker, también los que están en pausa, y los que estén en mano."""
    en_mano = sum(bool(c.en_mano(worker)) for worker in WORKERS)
    try:
        colas = {cola["name"]: cola["messages"] for cola in c.taller.api("queues/%2f")}
        de_ellas = re.compile("amq.gen-" if c.copias else "tareas_(?!fallidas$)")
        suyas = [int(cuantos) for cola, cuantos in colas.items() if de_ellas.match(cola)]
        return en_mano + sum(suyas) if suyas else -1
    except (OSError, KeyError, http.client.HTTPException):
        return -1  # el broker acaba de volver y aún no lo sabe


def en_fallidas(c: Corrida) -> set[str]:
    """Da los ids que hay en tareas_fallidas; mirar devuelve cada mensaje a su sitio."""
    mira = {"count": 100_000, "ackmode": "ack_requeue_true", "encoding": "auto"}
    mensajes = c.taller.api("queues/%2f/tareas_fallidas/get", "POST", mira)
    return {str(json.loads(mensaje["payload"])["id"]) for mensaje in mensajes}


def perdida_por_el_broker(c: Corrida) -> bool:
    """Dice si hay una entrega sin ack que ningún canal tiene: se perdió entre dos nodos."""
    try:
        cola = c.taller.api("queues/%2f/tareas_distribuidas")["messages_unacknowledged"]
        canales = [x.get("messages_unacknowledged", 0) for x in c.taller.api("channels")]
    except (OSError, KeyError, TypeError, RuntimeError, http.client.HTTPException):
        return False  # no contesta, o no hay cola
    return bool(cola) and not any(canales)
