"""Este módulo pide sus números al broker, por la API HTTP de su interfaz de gestión."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from comun.familias.modo import Modo
from comun.servicio.ajustes import Ajustes
from seguimiento.cliente_http import ClienteHttp


@dataclass(frozen=True, slots=True)
class Cola:
    """Una `Cola` guarda los números de una cola, en mensajes.

    `en_cola` incluye los que están en pausa; `en_proceso` son los que alguien tiene en la mano.
    """

    en_cola: int = 0
    en_pausa: int = 0
    en_proceso: int = 0
    consumidores: frozenset[str] = frozenset()  # nombres de conexiones
    # s tras el primer fallo; tras el segundo, el doble; tras el tercero, el triple
    pausa: float = 0.0

    @property
    def workers(self) -> int:
        """Cuenta los workers que consumen de la cola: cada conexión es uno."""
        return len(self.consumidores)

    def __add__(self, otra: "Cola") -> "Cola":
        return Cola(
            self.en_cola + otra.en_cola,
            self.en_pausa + otra.en_pausa,
            self.en_proceso + otra.en_proceso,
            self.consumidores | otra.consumidores,
            self.pausa or otra.pausa,
        )


@dataclass(frozen=True, slots=True)
class Exchange:
    """Un `Exchange` guarda cuántas colas tiene enlazadas y cuánto ha pasado por él.

    Lo que ha pasado, en mensajes, se cuenta desde que se creó.
    """

    suscriptores: int = 0
    publicadas: int = 0
    entregadas: int = 0


class Api:
    """La `Api` hace preguntas al broker; lo que todavía no existe en él se devuelve vacío.

    Cada pregunta puede acabar con los errores de `ClienteHttp.pedir`.
    """

    def __init__(self, ajustes: Ajustes) -> None:
        self._pedir = ClienteHttp(ajustes).pedir
        self._vhost = quote(ajustes.rabbit_vhost, safe="")

    def cola(self, nombre: str) -> Cola:
        """Devuelve los números de una cola."""
        datos = self._pedir(f"queues/{self._vhost}/{nombre}", dict)
        en_proceso = datos.get("messages_unacknowledged", 0)
        en_cola = datos.get("messages", 0) - en_proceso
        politica = datos.get("effective_policy_definition") or {}
        return Cola(
            en_cola=en_cola,
            # El broker cuenta los que están en pausa aparte, y más tarde
            en_pausa=min(en_cola, datos.get("messages_delayed", 0)),
            en_proceso=en_proceso,
            consumidores=frozenset(_conexion(suyo) for suyo in datos.get("consumer_details") or ()),
            pausa=politica.get("delayed-retry-min", 0) / 1000,
        )

    def exchange(self, modo: Modo) -> Exchange:
        """Devuelve los números del exchange de un modo."""
        ruta = f"exchanges/{self._vhost}/{modo.exchange}"
        datos = self._pedir(ruta, dict).get("message_stats", {})
        enlaces = self._pedir(f"{ruta}/bindings/source", list)
        return Exchange(len(enlaces), datos.get("publish_in", 0), datos.get("publish_out", 0))

    def conexiones(self) -> frozenset[str]:
        """Devuelve los nombres de las conexiones abiertas."""
        ruta = f"vhosts/{self._vhost}/connections?columns=user_provided_name"
        return frozenset(str(suya.get("user_provided_name")) for suya in self._pedir(ruta, list))

    def alarma(self) -> bool:
        """Dice si algún nodo tiene alarma de memoria o de disco: no acepta mensajes ni eventos."""
        nodos = self._pedir("nodes?columns=mem_alarm,disk_free_alarm", list)
        return any(n.get("mem_alarm") or n.get("disk_free_alarm") for n in nodos)


def _conexion(consumidor: dict[str, Any]) -> str:
    canal = consumidor.get("channel_details") or {}
    return str(canal.get("connection_name") or consumidor.get("consumer_tag"))
