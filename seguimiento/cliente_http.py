"""Este módulo pide datos a la interfaz de gestión del broker, por HTTP."""

import base64
import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from typing import Any

from comun.servicio.ajustes import Ajustes
from comun.servicio.errores import Irrecuperable

PUERTO, PUERTO_TLS = 15672, 15671
ESPERA = 2  # s; menos que los latidos de AMQP, que no se atienden mientras se espera
INSISTE = 10  # s; al arrancar y al pararse, la API responde 401 a usuarios que sí existen
NO_EXISTE, SIN_PERMISO = 404, (401, 403)


class SinRespuesta(Exception):
    """La API no contesta, o contesta algo que no se esperaba; el texto dice qué."""


class ClienteHttp:
    """Un `ClienteHttp` pregunta primero al último servidor que contestó, y después a los demás."""

    def __init__(self, ajustes: Ajustes) -> None:
        credenciales = f"{ajustes.rabbit_user}:{ajustes.rabbit_pass}".encode()
        self._cabeceras = {"Authorization": "Basic " + base64.b64encode(credenciales).decode()}
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

    def pedir(self, ruta: str, tipo: type[Any]) -> Any:  # noqa: ANN401 # JSON del tipo que se espera
        """Pide una ruta y devuelve su JSON; vacío, si lo que se pide todavía no existe.

        Raises:
            SinRespuesta: ningún servidor contesta bien, en 2 s cada uno.
            Irrecuperable: el usuario no puede mirar la API, y lleva 10 s sin poder.
        """
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
