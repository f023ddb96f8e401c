"""La conexión con el broker: abrirla, esperarla y recuperarla hasta que se pida parar."""

import logging
import random
import re
import socket
import ssl
import time
from collections.abc import Callable

import pika
from pika import exceptions
from pika.adapters.blocking_connection import BlockingConnection
from pika.adapters.utils.connection_workflow import AMQPConnectorException

from comun.ajustes import Ajustes
from comun.servicio import Irrecuperable, Parada

LATIDO = 5  # s; el broker da por muerto a quien calla 2 o 3 latidos: se nota en unos 15 s
PACIENCIA = 30  # s de pausas cortas antes de pasar a las largas
AVISO = 5  # s entre dos líneas de espera

# Fuera de AMQPError: gaierror, porque al parar el contenedor del broker su nombre deja de
# resolverse; y lo que falla antes de acabar el saludo, como un broker congelado que acepta y calla.
PERDIDA = (exceptions.AMQPError, AMQPConnectorException, OSError)


def parametros(ajustes: Ajustes, nombre: str) -> list[pika.ConnectionParameters]:
    """Un juego de parámetros por servidor, en orden al azar; `nombre` se ve en la interfaz web."""
    servidores = random.sample(ajustes.rabbit_host, len(ajustes.rabbit_host))
    return [
        pika.ConnectionParameters(
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
        for servidor in servidores
    ]


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


def mantener(
    ajustes: Ajustes,
    nombre: str,
    log: logging.Logger,
    parada: Parada,
    atender: Callable[[BlockingConnection], None],
) -> None:
    """Llama a `atender` con una conexión abierta, y con otra cada vez que se pierde.

    Vuelve cuando `atender` vuelve, o cuando se pide parar.

    Raises:
        Irrecuperable: el broker rechaza las credenciales, un permiso o una declaración.
    """
    while not parada.pedida:
        try:
            conexion = conectar(ajustes, nombre, log)
        except SystemExit:  # se pidió parar mientras se esperaba al broker
            return None
        try:
            parada.despertar = _despertador(conexion)
            return atender(conexion)
        except exceptions.ConsumerCancelled:
            log.warning("el broker canceló el consumo (¿cola borrada?): se declara y sigue")
        except PERDIDA as error:
            _si_no_tiene_arreglo(error, ajustes)
            if not parada.pedida:
                log.warning("conexión perdida (%s): se reconecta", causa(error))
        finally:
            parada.despertar = None
            cerrar(conexion)
        time.sleep(_pausa(0))
    return None


def conectar(ajustes: Ajustes, nombre: str, log: logging.Logger) -> BlockingConnection:
    """Espera al broker el tiempo que haga falta y devuelve una conexión abierta.

    Raises:
        Irrecuperable: el broker está, pero no deja entrar.
    """
    inicio = time.monotonic()
    ultimo_aviso = float(-AVISO)
    while True:
        try:
            return BlockingConnection(parametros(ajustes, nombre))
        except PERDIDA as error:
            _si_no_tiene_arreglo(error, ajustes)
            espera = time.monotonic() - inicio
            if espera - ultimo_aviso >= AVISO:
                ultimo_aviso = espera
                log.info("esperando a RabbitMQ en %s (%s)", _donde(ajustes), causa(error))
            time.sleep(_pausa(espera))


def cerrar(conexion: BlockingConnection) -> None:
    """Cierra la conexión; si ya se perdió, no es una novedad."""
    try:
        if conexion.is_open:
            conexion.close()
    except PERDIDA:
        pass


def causa(error: BaseException) -> str:
    """Por qué falló, en una frase corta. `str()` no sirve: el de AMQPConnectionError es vacío."""
    texto = repr(error)
    if isinstance(error, socket.gaierror) or "gaierror" in texto:
        return "ese nombre no se resuelve: el broker no está en marcha"
    if "ConnectionRefusedError" in texto:
        return "todavía no escucha en ese puerto"
    if "CONNECTION_FORCED" in texto:
        return "la cerró el broker"
    if isinstance(error, exceptions.AMQPHeartbeatTimeout) or "imeout" in texto:
        return "el broker no responde"
    cortes = exceptions.IncompatibleProtocolError | exceptions.ProbableAuthenticationError
    if "StreamLost" in texto or isinstance(error, cortes | exceptions.ProbableAccessDeniedError):
        return "se cortó"
    return texto


def _pausa(espera: float) -> float:
    """Segundos hasta el próximo intento: pocos al principio; al azar, para no ir todos a una."""
    return random.uniform(0.1, 0.5) if espera < PACIENCIA else random.uniform(1, 5)


def _donde(ajustes: Ajustes) -> str:
    return f"{','.join(ajustes.rabbit_host)}:{ajustes.rabbit_port}"


def _despertador(conexion: BlockingConnection) -> Callable[[], None]:
    # Lo único que se puede llamar desde un manejador de señales: pararlo directamente tardaba 3,7 s
    return lambda: conexion.add_callback_threadsafe(lambda: None)


def _si_no_tiene_arreglo(error: BaseException, ajustes: Ajustes) -> None:
    """Lanza Irrecuperable si reintentar no sirve de nada."""
    texto = repr(error)
    usuario = f"«{ajustes.rabbit_user}»"
    mensaje = ""
    # pika dice «probable» de cualquier corte en pleno saludo: solo lo es si el broker lo ha dicho
    if isinstance(error, exceptions.ProbableAuthenticationError) and "ACCESS_REFUSED" in texto:
        mensaje = (
            f"el broker rechaza la clave del usuario {usuario}: revisa RABBIT_USER y RABBIT_PASS"
            " (con compose, CLAVE_* en .env; un volumen antiguo conserva las claves de entonces)"
        )
    elif (
        isinstance(error, exceptions.ProbableAccessDeniedError)
        and "NOT_ALLOWED" in texto
        and "is down" not in texto
    ):
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
    if mensaje:
        raise Irrecuperable(mensaje) from error
