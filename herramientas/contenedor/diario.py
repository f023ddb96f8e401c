"""La orden `diario` escribe el diario de la última tanda, un mensaje por línea: lo da el panel."""

import sys
import urllib.error
import urllib.request
from http.client import HTTPException

from comun.servicio.arranque import Servicio
from comun.servicio.errores import Irrecuperable

URL = "http://panel:8080/diario"
LIMITE = 60  # s sin que el panel diga nada


def main(servicio: Servicio) -> None:
    """Pide el diario al panel y lo escribe en stdout.

    Raises:
        Irrecuperable: el panel no contesta, o no puede darlo; o se pidió parar.
    """
    # El panel contesta a pocos nombres, y localhost es uno. No se usa ningún proxy: Docker pone el
    # de la empresa en http_proxy
    peticion = urllib.request.Request(URL, headers={"Host": "localhost"})
    abridor = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with abridor.open(peticion, timeout=LIMITE) as respuesta:
            for linea in respuesta:
                sys.stdout.buffer.write(linea)
                if servicio.parada.pedida:
                    msg = "se pidió parar: el diario está a medias"
                    raise Irrecuperable(msg)
    except urllib.error.HTTPError as error:
        raise Irrecuperable(error.read().decode(errors="replace")) from error
    except (OSError, HTTPException) as error:
        porque = str(getattr(error, "reason", error))
        msg = f"el panel no contesta ({porque}): docker start panel"
        raise Irrecuperable(msg) from error
