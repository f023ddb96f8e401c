"""Este módulo pide sus números al broker, por la API HTTP de su interfaz de gestión."""

import base64
import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from comun.familias.modo import Modo
from comun.servicio.ajustes import Ajustes
from comun.servicio.errores import Irrecuperable

PUERTO, PUERTO_TLS = 15672, 15671
ESPERA = 2  # s; menos que los latidos de AMQP, que no se atienden mientras se espera
INSISTE = 10  # s; al arrancar y al pararse, la API responde 401 a usuarios que sí existen
NO_EXISTE, SIN_PERMISO = 404, (401, 403)


class SinRespuesta(Exception):
    """La API no contesta, o contesta algo que no se esperaba; el texto dice qué."""


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

    Cada pregunta puede acabar con SinRespuesta, si ningún servidor contesta bien en 2 s, o con
    Irrecuperable, si el usuario no puede mirar la API y lleva 10 s sin poder.
    """

    def __init__(self, ajustes: Ajustes) -> None:
        credenciales = f"{ajustes.rabbit_user}:{ajustes.rabbit_pass}".encode()
        self._cabeceras = {"Authorization": "Basic " + base64.b64encode(credenciales).decode()}
        self._vhost = quote(ajustes.rabbit_vhost, safe="")
        base = (
            f"https://{{}}:{PUERTO_TLS}/api/" if ajustes.rabbit_ca else f"http://{{}}:{PUERTO}/api/"
        )
        self._bases = [base.format(servidor) for servidor in ajustes.rabbit_host]
        # No se usa ningún proxy: el de la empresa, que Docker pone en http_proxy, vería la clave
        manejadores: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
        if ajustes.rabbit_ca:
            tls = ssl.create_default_context(cafile=ajustes.rabbit_ca)
            manejadores.append(urllib.request.HTTPSHandler(context=tls))
        self._abridor = urllib.request.build_opener(*manejadores)
        # time.monotonic() de la última negativa y de la primera de las seguidas
        self._negada = self._negada_desde = 0.0

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

    def _pedir(self, ruta: str, tipo: type[Any]) -> Any:  # noqa: ANN401 # JSON del tipo que se espera
        fallo = ""
        for base in self._bases:
            peticion = urllib.request.Request(base + ruta, headers=self._cabeceras)  # noqa: S310 # al broker propio
            try:
                with self._abridor.open(peticion, timeout=ESPERA) as respuesta:
                    # La próxima vez se pregunta antes a este: otro puede estar congelado
                    self._bases = [base, *(otra for otra in self._bases if otra != base)]
                    datos = json.load(respuesta)
            except urllib.error.HTTPError as error:
                if error.code == NO_EXISTE:
                    return tipo()
                if error.code in SIN_PERMISO and self._negada_hace_rato():
                    msg = (
                        f"la API de RabbitMQ responde {error.code}: el usuario necesita la"
                        " etiqueta monitoring y su clave (RABBIT_USER, RABBIT_PASS)"
                    )
                    raise Irrecuperable(msg) from error
                fallo = f"responde {error.code}"
            except (OSError, ValueError, http.client.HTTPException) as error:
                motivo = getattr(error, "reason", error)
                tarda = isinstance(motivo, TimeoutError)
                fallo = f"no contesta en {ESPERA} s" if tarda else str(motivo)
            else:
                if isinstance(datos, tipo):  # la API responde [] de lo que aún no conoce
                    return [e for e in datos if isinstance(e, dict)] if tipo is list else datos
                fallo = "responde otra cosa que lo esperado"
        raise SinRespuesta(fallo)

    def _negada_hace_rato(self) -> bool:
        """Dice si la API lleva 10 s negando el acceso; tras 5 s sin negarlo, se cuenta de nuevo."""
        ahora = time.monotonic()
        if ahora - self._negada > INSISTE / 2:
            self._negada_desde = ahora
        self._negada = ahora
        return ahora - self._negada_desde > INSISTE


def _conexion(consumidor: dict[str, Any]) -> str:
    canal = consumidor.get("channel_details") or {}
    return str(canal.get("connection_name") or consumidor.get("consumer_tag"))
