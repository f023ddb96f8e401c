"""Qué se dice de cada error."""

import socket

import pytest
from pika import exceptions

from comun.servicio import errores
from comun.servicio.ajustes import Ajustes


@pytest.mark.parametrize(
    ("error", "dicho"),
    [
        (socket.gaierror(-2, "x"), "ese nombre no se resuelve: el broker no está en marcha"),
        (ConnectionRefusedError(111, "x"), "todavía no escucha en ese puerto"),
        (
            exceptions.AMQPConnectionError(ConnectionRefusedError(111, "x")),
            "todavía no escucha en ese puerto",
        ),
        (
            exceptions.ConnectionClosedByBroker(320, "CONNECTION_FORCED - x"),
            "la cerró el broker",
        ),
        (exceptions.AMQPHeartbeatTimeout(), "el broker no responde"),
        (exceptions.StreamLostError("x"), "se cortó"),
        (exceptions.ChannelWrongStateError("x"), "se cortó"),
        (
            exceptions.ConnectionClosedByBroker(541, "INTERNAL_ERROR - x"),
            "el broker no puede: ¿le falta la mayoría de sus nodos?",
        ),
    ],
)
def test_la_causa_se_dice_en_una_frase(error, dicho):
    assert errores.explicacion(error) == dicho


@pytest.mark.parametrize("de_quien", ["access to vhost '/' refused for user 'x'", "user 'x'"])
def test_un_limite_de_conexiones_se_espera(de_quien):
    dicho = f"NOT_ALLOWED - {de_quien}: connection limit (3) is reached"
    error = exceptions.ProbableAccessDeniedError(exceptions.ConnectionClosedByBroker(530, dicho))

    errores.fallar_si_no_tiene_arreglo(error, Ajustes.de_entorno({}))

    assert errores.explicacion(error).startswith("no caben más conexiones")
