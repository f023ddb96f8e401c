"""Las reglas del reductor: una función por clase de evento, que cambia el estado y nada más."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from comun.evento import Evento, Que
from comun.reglas.entrega import devuelta, enviada, recibida
from comun.reglas.final import completada, descartada, fallida, sin_ack
from comun.reglas.latido import latido

if TYPE_CHECKING:
    from comun.estado import Estado

REGLAS: Mapping[Que, Callable[["Estado", Evento], None]] = {
    Que.ENVIADA: enviada,
    Que.DEVUELTA: devuelta,
    Que.RECIBIDA: recibida,
    Que.COMPLETADA: completada,
    Que.FALLIDA: fallida,
    Que.DESCARTADA: descartada,
    Que.SIN_ACK: sin_ack,
    Que.LATIDO: latido,
}
