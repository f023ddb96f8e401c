"""Los números del broker, por la API HTTP de su interfaz de gestión."""

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

from comun.ajustes import Ajustes
from comun.modo import Modo
from comun.servicio import Irrecuperable

PUERTO = 15672
PUERTO_TLS = 15671
ESPERA = 2  # s; menos que los latidos de AMQP, que entretanto no se atienden
INSISTE = 10  # s; al arrancar y al pararse, la API responde 401 a usuarios que sí existen
NO_EXISTE = 404
SIN_PERMISO = (401, 403)
OTRA_COSA = "responde otra cosa que lo esperado"


class SinRespuesta(Exception):
    """La API no contesta, o contesta otra cosa; el texto dice qué."""


@dataclass(frozen=True, slots=True)
class Cola:
    """Una cola. `en_cola` incluye las que están en pausa; `en_proceso`, en manos de alguien."""

    en_cola: int = 0
    en_pausa: int = 0
    en_proceso: int = 0
    workers: int = 0
    pausa: float = 0.0  # s tras el primer fallo; tras el segundo, el doble, y así


@dataclass(frozen=True, slots=True)
class Exchange:
    """Un exchange: cuántas colas tiene enlazadas y cuánto ha pasado por él desde que se creó."""

    suscriptores: int = 0
    publicadas: int = 0
    entregadas: int = 0


class Api:
    """Preguntas a la API; lo que todavía no existe en el broker cuenta como vacío."""

    def __init__(self, ajustes: Ajustes) -> None:
        credenciales = f"{ajustes.rabbit_user}:{ajustes.rabbit_pass}".encode()
        self._cabeceras = {"Authorization": "Basic " + base64.b64encode(credenciales).decode()}
        self._servidores = list(ajustes.rabbit_host)
        self._vhost = quote(ajustes.rabbit_vhost, safe="")
        self._tls = bool(ajustes.rabbit_ca)
        # Sin proxy: el de la empresa, que Docker pone en http_proxy, vería la clave
        manejadores: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
        if self._tls:
            tls = ssl.create_default_context(cafile=ajustes.rabbit_ca)
            manejadores.append(urllib.request.HTTPSHandler(context=tls))
        self._abridor = urllib.request.build_opener(*manejadores)
        self._negada = self._negada_desde = 0.0  # monotonic: la última negativa y la primera

    def cola(self, nombre: str) -> Cola:
        """Los números de una cola.

        Raises:
            SinRespuesta, Irrecuperable: como `_pedir`.
        """
        datos = self._objeto(f"queues/{self._vhost}/{nombre}")
        en_proceso = datos.get("messages_unacknowledged", 0)
        return Cola(
            en_cola=datos.get("messages", 0) - en_proceso,
            en_pausa=datos.get("messages_delayed", 0),
            en_proceso=en_proceso,
            workers=datos.get("consumers", 0),
            pausa=(datos.get("effective_policy_definition") or {}).get("delayed-retry-min", 0)
            / 1000,
        )

    def exchange(self, modo: Modo) -> Exchange:
        """Los números del exchange de un modo.

        Raises:
            SinRespuesta, Irrecuperable: como `_pedir`.
        """
        ruta = f"exchanges/{self._vhost}/{modo.exchange}"
        datos = self._objeto(ruta).get("message_stats", {})
        enlaces = self._lista(f"{ruta}/bindings/source")
        return Exchange(len(enlaces), datos.get("publish_in", 0), datos.get("publish_out", 0))

    def alarma(self) -> bool:
        """Si algún nodo está en alarma de memoria o de disco: no acepta mensajes, ni eventos.

        Raises:
            SinRespuesta, Irrecuperable: como `_pedir`.
        """
        nodos = self._lista("nodes?columns=mem_alarm,disk_free_alarm")
        return any(n.get("mem_alarm") or n.get("disk_free_alarm") for n in nodos)

    def _objeto(self, ruta: str) -> dict[str, Any]:
        datos = self._pedir(ruta) or {}
        if not isinstance(datos, dict):
            raise SinRespuesta(OTRA_COSA)
        return datos

    def _lista(self, ruta: str) -> list[dict[str, Any]]:
        datos = self._pedir(ruta) or []
        if not isinstance(datos, list) or not all(isinstance(d, dict) for d in datos):
            raise SinRespuesta(OTRA_COSA)  # visto mientras el broker se para: [[]]
        return datos

    def _pedir(self, ruta: str) -> Any:  # noqa: ANN401 # JSON: según la ruta, un objeto o una lista
        """El JSON de la respuesta, o None si no existe.

        Raises:
            SinRespuesta: ningún servidor contesta bien en 2 s.
            Irrecuperable: el usuario no puede mirar la API, y no es cosa de un momento.
        """
        fallo = ""
        for servidor in self._servidores:
            base = (
                f"https://{servidor}:{PUERTO_TLS}" if self._tls else f"http://{servidor}:{PUERTO}"
            )
            peticion = urllib.request.Request(f"{base}/api/{ruta}", headers=self._cabeceras)  # noqa: S310 # al broker propio
            try:
                with self._abridor.open(peticion, timeout=ESPERA) as respuesta:
                    # La próxima vez, este el primero: otro puede estar congelado
                    self._servidores = sorted(self._servidores, key=lambda s: s != servidor)
                    return json.load(respuesta)
            except urllib.error.HTTPError as error:
                if error.code == NO_EXISTE:
                    return None
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
        raise SinRespuesta(fallo)

    def _negada_hace_rato(self) -> bool:
        """10 s de negativas; si pasan 5 s sin ninguna, se empieza a contar otra vez."""
        ahora = time.monotonic()
        if ahora - self._negada > INSISTE / 2:
            self._negada_desde = ahora
        self._negada = ahora
        return ahora - self._negada_desde > INSISTE
