"""Con qué se conecta todo el taller: credenciales, latido y TLS."""

import ssl

import pika

from comun.ajustes import Ajustes
from comun.servicio import Irrecuperable

LATIDO = 5  # s; el broker da por muerto a quien calla 2 o 3 latidos: se nota en unos 15 s


def parametros(ajustes: Ajustes, nombre: str, servidor: str) -> pika.ConnectionParameters:
    """Los de una conexión con un servidor; `nombre` se ve en la interfaz web."""
    return pika.ConnectionParameters(
        host=servidor,
        port=ajustes.rabbit_port,
        virtual_host=ajustes.rabbit_vhost,
        credentials=pika.PlainCredentials(ajustes.rabbit_user, ajustes.rabbit_pass),
        heartbeat=LATIDO,
        socket_timeout=LATIDO,
        stack_timeout=2 * LATIDO,
        client_properties={"connection_name": nombre},
        ssl_options=_tls(ajustes, servidor),
    )


def _tls(ajustes: Ajustes, servidor: str) -> pika.SSLOptions | None:
    """Con RABBIT_CA, TLS: el certificado del servidor ha de ser de esa CA y llevar su nombre."""
    if not ajustes.rabbit_ca:
        return None
    return pika.SSLOptions(contexto(ajustes), servidor)


def contexto(ajustes: Ajustes) -> ssl.SSLContext:
    """Lo que se exige a un servidor por TLS.

    Raises:
        Irrecuperable: el fichero de RABBIT_CA no lleva certificados.
    """
    try:
        return ssl.create_default_context(cafile=ajustes.rabbit_ca)
    except (ssl.SSLError, OSError) as error:
        msg = f"RABBIT_CA={ajustes.rabbit_ca} no lleva certificados PEM: {error}"
        raise Irrecuperable(msg) from error
