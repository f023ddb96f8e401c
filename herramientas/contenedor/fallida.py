"""Este módulo saca los mensajes de tareas_fallidas, y lee lo que el broker apuntó de cada uno."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pika import BasicProperties
from pika.adapters.blocking_connection import BlockingChannel

from comun import modos
from comun.familias.modo import FALLIDAS, Modo
from comun.servicio.diario import SIN_ID
from comun.texto import id_visible, visible

MOTIVOS = {"rejected": "no es una tarea", "delivery_limit": "agotó sus intentos"}
DEL_BROKER = ("x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "x-acquired-count")
COLUMNAS = f"{'id':<14} {'motivo':<19} {'de la cola':<20} {'intentos':>8} {'hace':>9}  cuerpo"


@dataclass(frozen=True, slots=True)
class Fallida:
    """Una `Fallida` no confía en sus cabeceras: quien publica en la cola pone las que quiere."""

    tag: int
    propiedades: BasicProperties
    cuerpo: bytes

    @property
    def id(self) -> str:
        """Devuelve el id de la tarea o, si no es una tarea, el message_id; vacío si no hay."""
        try:
            hallado = json.loads(self.cuerpo)["id"]
            return "" if hallado is None else str(hallado)
        except (ValueError, TypeError, KeyError, RecursionError):
            return self.propiedades.message_id or ""

    @property
    def quien(self) -> str:
        """Devuelve su id como se ve en la lista."""
        return id_visible(self.id) or SIN_ID

    @property
    def origen(self) -> tuple[Modo, str] | None:
        """Devuelve el modo y la cola de donde vino; None si no es cola de ningún modo."""
        cola = str(self._muerte.get("queue"))
        return next(((m, cola) for m in modos.todos().values() if cola in m.colas), None)

    @property
    def _muerte(self) -> dict[str, Any]:
        match self.propiedades.headers:
            case {"x-death": [dict() as ultima, *_]}:
                return ultima
        return {}

    def sin_marcas(self) -> BasicProperties:
        """Devuelve sus propiedades como antes de fallar, y persistente: vuelve a empezar."""
        cabeceras: dict[str, Any] = self.propiedades.headers or {}
        propias = {c: v for c, v in cabeceras.items() if not c.startswith(DEL_BROKER)}
        self.propiedades.headers = propias or None
        self.propiedades.delivery_mode = 2
        return self.propiedades

    def linea(self, ahora: float) -> str:
        """Devuelve una línea con las COLUMNAS; la última es el principio del cuerpo."""
        muerte = self._muerte
        motivo = visible(muerte.get("reason") or "?")
        motivo = MOTIVOS.get(motivo, motivo)
        cola = visible(muerte.get("queue") or "?")
        intentos = visible((self.propiedades.headers or {}).get("x-delivery-count", "?"))
        cuando = muerte.get("time")
        hace = duracion(ahora - cuando.timestamp()) if isinstance(cuando, datetime) else "?"
        cuerpo = visible(self.cuerpo[:300].decode(errors="replace"))
        return f"{self.quien:<14} {motivo:<19} {cola:<20} {intentos:>8} {hace:>9}  {cuerpo}"


def todas(channel: BlockingChannel) -> Iterator[Fallida]:
    """Saca sin responder, una a una, las que había al sacar la primera; no las que fallen después.

    Quien las recorre no guarda sus cuerpos: pueden ser miles de 1 MB.
    """
    quedan: int | None = None  # las cuenta el broker al dar la primera
    while quedan != 0:
        metodo, propiedades, cuerpo = channel.basic_get(FALLIDAS)
        if not metodo or not propiedades:
            return
        quedan = metodo.message_count if quedan is None else quedan - 1
        yield Fallida(metodo.delivery_tag, propiedades, cuerpo or b"")


def duracion(segundos: float) -> str:
    """Escribe un tiempo en la unidad que mejor se lee."""
    if segundos < 120:
        return f"{segundos:.0f} s"
    return f"{segundos / 60:.0f} min" if segundos < 7200 else f"{segundos / 3600:.0f} h"
