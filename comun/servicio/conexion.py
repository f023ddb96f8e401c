"""Este módulo abre la conexión con un servidor del broker, y la abre otra vez si se pierde."""

import logging
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pika
from pika.adapters.blocking_connection import BlockingConnection
from pika.adapters.utils.connection_workflow import AMQPConnectorException
from pika.exceptions import AMQPError

from comun.servicio.ajustes import Ajustes
from comun.servicio.arranque import Servicio
from comun.servicio.avisos import AVISO, Avisos
from comun.servicio.errores import explicacion, fallar_si_no_tiene_arreglo
from comun.servicio.espera import Espera

HEARTBEAT = 5  # s. El broker corta tras 10 a 15 s de silencio; pika, tras 10 a 20
CONEXION_BUENA = 5  # s: si la conexión duró más, el fallo es otro, y vuelven las pausas cortas
SIN_ATENDER = "esperando a RabbitMQ: responde, pero no atiende (¿sin mayoría de nodos?)"


class NoSeAbre(Exception):
    """Este error dice que no hay conexión con un servidor; `__cause__` dice por qué."""


def parametros(ajustes: Ajustes, nombre: str, servidor: str) -> pika.ConnectionParameters:
    """Devuelve los parámetros de una conexión con un servidor; la interfaz web muestra `nombre`."""
    tls = ajustes.rabbit_ca and ssl.create_default_context(cafile=ajustes.rabbit_ca)
    return pika.ConnectionParameters(
        host=servidor,
        port=ajustes.rabbit_port,
        virtual_host=ajustes.rabbit_vhost,
        credentials=pika.PlainCredentials(ajustes.rabbit_user, ajustes.rabbit_pass),
        heartbeat=HEARTBEAT,
        socket_timeout=HEARTBEAT,
        stack_timeout=2 * HEARTBEAT,
        client_properties={"connection_name": nombre},
        ssl_options=pika.SSLOptions(tls, servidor) if tls else None,
    )


@contextmanager
def abierta(servicio: Servicio, servidor: str, sufijo: str = "") -> Iterator[BlockingConnection]:
    """Abre una conexión y al salir la cierra, salvo si SystemExit interrumpió su uso.

    Raises:
        NoSeAbre: ese servidor no contesta, o no deja entrar.
    """
    suyos = parametros(servicio.ajustes, servicio.proceso + sufijo, servidor)
    try:
        with servicio.parada.interrumpible():
            conexion = BlockingConnection(suyos)
    # OSError llega si el nombre de un broker parado no se resuelve; AMQPConnectorException, si el
    # saludo no acaba, como con un broker congelado, que acepta la conexión y calla
    except (AMQPError, AMQPConnectorException, OSError) as error:
        raise NoSeAbre from error
    perdida = None
    try:
        yield conexion
    except AMQPError as error:
        perdida = error
    with servicio.parada.interrumpible(), suppress(AMQPError):
        if conexion.is_open:
            conexion.close()
    if perdida:
        raise perdida


def mantener(servicio: Servicio, usar: Callable[[str], None]) -> None:
    """Llama a `usar` con un servidor; cada vez que la conexión falla o se pierde, con el siguiente.

    Vuelve cuando `usar` vuelve, o cuando se pide parar. El servidor que falla pasa a ser el último:
    si está congelado, acepta la conexión y calla, y probarlo otra vez costaría 10 s.

    Raises:
        Irrecuperable: el broker rechaza las credenciales, un permiso o una declaración.
    """
    ajustes, servidores, parada = servicio.ajustes, servicio.servidores, servicio.parada
    donde = f"{','.join(ajustes.rabbit_host)}:{ajustes.rabbit_port}"
    avisos, espera = Avisos(servicio.log), Espera()
    sin_entrar = 0  # servidores probados desde la última vez que uno dejó entrar
    with suppress(SystemExit):  # se pidió parar mientras se esperaba al broker
        while not parada.pedida:
            empieza = time.monotonic()
            try:
                usar(servidores[0])
                break
            except NoSeAbre as error:
                servidores.rotate(-1)
                sin_entrar += 1
                if sin_entrar % len(servidores):
                    continue
                fallar_si_no_tiene_arreglo(error.__cause__, ajustes)
                porque = explicacion(error.__cause__)
                avisos.decir(logging.INFO, "esperando a RabbitMQ en %s (%s)", donde, porque)
            except AMQPError as error:
                servidores.rotate(-1)
                sin_entrar = 0
                fallar_si_no_tiene_arreglo(error, ajustes)
                if parada.pedida:
                    break
                if time.monotonic() - empieza > CONEXION_BUENA:
                    avisos, espera = Avisos(servicio.log), Espera()
                porque = explicacion(error)
                avisos.decir(logging.WARNING, "conexión perdida (%s): se reconecta", porque)
            with parada.interrumpible():
                espera.descansar()


@contextmanager
def avisando(log: logging.Logger) -> Iterator[None]:
    """Dice que se espera, si a los 5 s no ha acabado lo que se pide al broker dentro del `with`.

    Un cluster sin mayoría deja entrar, pero no declarar ni consumir: responde con un error a los 30
    o 60 s, o cuando vuelve la mayoría.
    """
    aviso = threading.Timer(AVISO, log.info, (SIN_ATENDER,))
    aviso.daemon = True
    aviso.start()
    try:
        yield
    finally:
        aviso.cancel()
