"""Por qué falla una conexión: qué se dice de ello, y si tiene arreglo esperar."""

import re

from pika import exceptions
from pika.adapters.utils.connection_workflow import AMQPConnectorException

from comun.ajustes import Ajustes
from comun.servicio import Irrecuperable

# Fuera de AMQPError: gaierror, porque al parar el contenedor del broker su nombre deja de
# resolverse; y lo que falla antes de acabar el saludo, como un broker congelado que acepta y calla.
PERDIDA = (exceptions.AMQPError, AMQPConnectorException, OSError)

CAUSAS = {  # lo que se ve (regex) en el repr de un error → lo que se dice; vale la primera
    "gaierror": "ese nombre no se resuelve: el broker no está en marcha",
    "ConnectionRefusedError": "todavía no escucha en ese puerto",
    "no exchange 'eventos_tareas'": "falta eventos_tareas: importa rabbitmq/definiciones.json",
    "INTERNAL_ERROR": "el broker no puede: ¿le falta la mayoría de sus nodos?",
    "CONNECTION_FORCED": "la cerró el broker",
    "imeout": "el broker no responde",
    # pika hace de todo fallo suyo un corte
    "StreamLost.*ValueError": "llegó un mensaje con una cabecera que pika no sabe leer",
    "StreamLost": "se cortó",
    "ChannelWrongState": "se cortó",  # se publicaba cuando se cortó
    "IncompatibleProtocol": "se cortó",  # y estas, en pleno saludo
    "ProbableAuthentication": "se cortó",
    "ProbableAccessDenied": "se cortó",
}


def causa(error: BaseException) -> str:
    """Por qué falló, en una frase corta. `str()` no sirve: el de AMQPConnectionError es vacío."""
    texto = repr(error)
    return next((frase for sena, frase in CAUSAS.items() if re.search(sena, texto)), texto)


def si_no_tiene_arreglo(error: BaseException, ajustes: Ajustes) -> None:
    """Nada, si reintentar puede servir.

    Raises:
        Irrecuperable: no sirve; dice qué revisar.
    """
    texto = repr(error)
    usuario = f"«{ajustes.rabbit_user}»"
    mensaje = ""
    # pika dice «probable» de cualquier corte en pleno saludo: solo lo es si el broker lo ha dicho
    if isinstance(error, exceptions.ProbableAuthenticationError) and "ACCESS_REFUSED" in texto:
        mensaje = (
            f"el broker rechaza la clave del usuario {usuario}: revisa RABBIT_USER y RABBIT_PASS"
            " (con compose, CLAVE_* en .env; un volumen antiguo conserva las claves de entonces)"
        )
    elif isinstance(error, exceptions.ProbableAccessDeniedError) and "NOT_ALLOWED" in texto:
        mensaje = (
            f"el vhost «{ajustes.rabbit_vhost}» no existe o no admite al usuario {usuario}:"
            " revisa RABBIT_VHOST"
        )
    elif "CERTIFICATE_VERIFY_FAILED" in texto:
        fallo = re.search(r"verify failed: ([^(]*)", texto)
        mensaje = (
            f"el certificado del broker no vale ({fallo[1].strip() if fallo else texto}):"
            f" revisa RABBIT_CA={ajustes.rabbit_ca} y el nombre en RABBIT_HOST"
        )
    elif isinstance(error, exceptions.ChannelClosedByBroker):
        if error.reply_code == 403:
            mensaje = (
                f"al usuario {usuario} le falta un permiso: {error.reply_text}."
                " Los permisos están en rabbitmq/90-taller.conf"
            )
        elif "inequivalent arg" in error.reply_text:
            mensaje = (
                f"ya existe con otros argumentos: {error.reply_text}."
                " Bórrala en la interfaz web, o declara lo mismo que quien la creó"
            )
        elif error.reply_code == 405:
            mensaje = (
                f"otra conexión la tiene solo para sí: {error.reply_text}."
                " Cierra esa conexión en la interfaz web, o declárala sin «exclusive»"
            )
    if mensaje:
        raise Irrecuperable(mensaje) from error
