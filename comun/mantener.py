"""Tener siempre una conexión: esperar al broker y recuperarla, hasta que se pida parar."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from pika import exceptions

from comun.ajustes import Ajustes
from comun.causas import PERDIDA, causa, si_no_tiene_arreglo
from comun.conexion import Conexion, abrir, cerrar, despertador
from comun.pausas import Pausas
from comun.servicio import Parada
from comun.servidores import apuntar_fallo

RATO = 5  # s de servicio tras los que un fallo es otro, y no el mismo que sigue


def mantener(
    ajustes: Ajustes,
    nombre: str,
    log: logging.Logger,
    parada: Parada,
    atender: Callable[[Conexion], None],
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
                apuntar_fallo(conexion.servidor)  # si hay otro, la próxima será con él
                if servido > RATO:
                    pausas.olvidar()
                if not parada.pedida:
                    _decir_perdida(pausas, error)
            else:
                _soltar(conexion, parada)
                return
            pausas.descansar(enseguida=_hay_otro(ajustes, servido))


def conectar(ajustes: Ajustes, nombre: str, pausas: Pausas) -> Conexion:
    """Espera al broker el tiempo que haga falta y devuelve una conexión abierta.

    Raises:
        Irrecuperable: el broker está, pero no deja entrar.
    """
    while True:
        try:
            return abrir(ajustes, nombre)
        except PERDIDA as error:
            si_no_tiene_arreglo(error, ajustes)
            pausas.decir(
                logging.INFO, "esperando a RabbitMQ en %s (%s)", _donde(ajustes), causa(error)
            )
            pausas.descansar()


def _soltar(conexion: Conexion, parada: Parada) -> None:
    parada.despertar = None
    cerrar(conexion)


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
