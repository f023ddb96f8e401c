"""La orden `diario` escribe el diario de la última tanda, un mensaje por línea: lo da el panel."""

import os
import shutil
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
        with servicio.parada.interrumpible(), abridor.open(peticion, timeout=LIMITE) as respuesta:
            shutil.copyfileobj(respuesta, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    except SystemExit:
        msg = "se pidió parar: el diario está a medias"
        raise Irrecuperable(msg) from None
    except BrokenPipeError as error:
        # Lo que quede por escribir, al salir, ya no tiene adónde ir
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        msg = "quien lo leía se ha ido: el diario está a medias"
        raise Irrecuperable(msg) from error
    except urllib.error.HTTPError as error:
        raise Irrecuperable(error.read().decode(errors="replace")) from error
    except (OSError, HTTPException) as error:
        porque = str(getattr(error, "reason", error))
        msg = f"el panel no contesta ({porque}): docker start {servicio.ajustes.prefijo}panel"
        raise Irrecuperable(msg) from error
