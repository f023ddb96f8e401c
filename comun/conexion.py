"""La conexión con el broker: abrirla, esperarla y recuperarla hasta que se pida parar."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from pika import exceptions
from pika.adapters.blocking_connection import BlockingConnection

from comun.ajustes import Ajustes
from comun.causas import PERDIDA, causa, si_no_tiene_arreglo
from comun.parametros import parametros
from comun.pausas import Pausas
from comun.servicio import Parada

RATO = 5  # s de servicio tras los que un fallo es otro, y no el mismo que sigue


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
    pausas = Pausas(log)
    with suppress(SystemExit):  # se pidió parar mientras se esperaba al broker: no contestaría
        while not parada.pedida:
            conexion = conectar(ajustes, nombre, pausas)
            abierta = time.monotonic()
            try:
                parada.despertar = despertador(conexion)
                atender(conexion)
            except Exception as error:
                servido = time.monotonic() - abierta
                _soltar(conexion, parada)
                if not isinstance(error, PERDIDA):
                    raise
                si_no_tiene_arreglo(error, ajustes)
                if servido > RATO:
                    pausas.olvidar()
                if not parada.pedida:
                    _decir_perdida(pausas, error)
            else:
                _soltar(conexion, parada)
                return
            pausas.descansar(enseguida=_hay_otro(ajustes, servido))


def conectar(ajustes: Ajustes, nombre: str, pausas: Pausas) -> BlockingConnection:
    """Espera al broker el tiempo que haga falta y devuelve una conexión abierta.

    Raises:
        Irrecuperable: el broker está, pero no deja entrar.
    """
    while True:
        try:
            return BlockingConnection(parametros(ajustes, nombre))
        except PERDIDA as error:
            si_no_tiene_arreglo(error, ajustes)
            pausas.decir(
                logging.INFO, "esperando a RabbitMQ en %s (%s)", _donde(ajustes), causa(error)
            )
            pausas.descansar()


def _soltar(conexion: BlockingConnection, parada: Parada) -> None:
    parada.despertar = None
    cerrar(conexion)


def cerrar(conexion: BlockingConnection) -> None:
    """Cierra la conexión; si ya se perdió, no es una novedad."""
    try:
        if conexion.is_open:
            conexion.close()
    except PERDIDA:
        pass


def _decir_perdida(pausas: Pausas, error: BaseException) -> None:
    if isinstance(error, exceptions.ConsumerCancelled):
        pausas.decir(
            logging.WARNING, "el broker canceló el consumo (¿cola borrada?): se declara y sigue"
        )
    else:
        pausas.decir(logging.WARNING, "conexión perdida (%s): se reconecta", causa(error))


def _hay_otro(ajustes: Ajustes, servido: float) -> bool:
    """Si, tras un segundo de servicio, queda otro servidor al que ir enseguida."""
    return servido >= 1 and len(ajustes.rabbit_host) > 1


def _donde(ajustes: Ajustes) -> str:
    return f"{','.join(ajustes.rabbit_host)}:{ajustes.rabbit_port}"


def despertador(
    conexion: BlockingConnection, avisar: Callable[[], None] = lambda: None
) -> Callable[[], None]:
    """Para una señal: despierta a quien use la conexión, que además llama a `avisar`.

    Es lo único de pika que admite un manejador de señales: parar el consumo en él tardaba 3,7 s.
    """

    def despertar() -> None:
        with suppress(exceptions.AMQPError):  # si se ha perdido, no hay a quién despertar
            conexion.add_callback_threadsafe(avisar)

    return despertar
