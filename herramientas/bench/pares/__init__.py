"""Un archivo por par, con las mismas dos funciones: publicar(cuantas) y consumir().

Garantías iguales para todos: cola quorum duradera, mensajes persistentes, cada uno confirmado,
prefetch 1 y ack después del trabajo. El trabajo no hace nada; si la tarea es una marca
(complejidad negativa) o se pide LINEAS=1, dice una línea.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

COLA = "tareas_distribuidas"
URL = os.environ.get("BENCH_URL", "")
LINEAS = bool(os.environ.get("LINEAS"))
VENTANA = 1000  # mensajes sin confirmar, en los clientes que saben tener varios en camino


def tareas(cuantas: int) -> Iterator[dict[str, Any]]:
    """Las mismas que envía el taller: id, complejidad y timestamp."""
    for numero in range(1, cuantas + 1):
        yield {"id": f"bench1-{numero:04}", "complejidad": 0, "timestamp": time.time()}


def hacer(tarea: dict[str, Any]) -> None:
    """El trabajo de una tarea ya leída: nada."""
    if LINEAS or tarea["complejidad"] < 0:
        print("recibida", tarea["id"], flush=True)


def leer_y_hacer(cuerpo: bytes) -> None:
    """El trabajo de una tarea que llega como JSON."""
    hacer(json.loads(cuerpo))


def correr(publicar: Callable[[int], object], consumir: Callable[[], object]) -> None:
    """Lo que se pide en la línea de órdenes: `publicar N` o `consumir`."""
    if sys.argv[1] == "publicar":
        publicar(int(sys.argv[2]))
    else:
        consumir()
