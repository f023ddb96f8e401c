"""Cada archivo es un par, y todos tienen dos funciones: publicar(cuantas) y consumir().

Las garantías son iguales para todos: cola quorum duradera, mensajes persistentes, cada uno
confirmado, prefetch 1 y ack después del trabajo.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

COLA = "tareas_distribuidas"
URL = os.environ.get("BENCH_URL", "")
VENTANA = 100  # mensajes sin confirmar; con 1000 no se vio diferencia que no fuera ruido
Tarea = dict[str, Any]


def tareas(cuantas: int) -> Iterator[Tarea]:
    """Da las mismas tareas que envía el taller: id, complejidad y timestamp."""
    for numero in range(1, cuantas + 1):
        yield {"id": f"bench1-{numero:04}", "complejidad": 0, "timestamp": time.time()}


def hacer(_tarea: Tarea) -> None:
    """Hace el trabajo de una tarea ya leída: nada."""


async def en_ventana(cuantas: int, publicar: Callable[[Tarea], Awaitable[object]]) -> None:
    """Publica con asyncio, con hasta VENTANA mensajes en camino sin confirmar."""
    sitio = asyncio.Semaphore(VENTANA)

    async def una(tarea: Tarea) -> None:
        await publicar(tarea)
        sitio.release()

    async with asyncio.TaskGroup() as grupo:
        for tarea in tareas(cuantas):
            await sitio.acquire()
            grupo.create_task(una(tarea))
