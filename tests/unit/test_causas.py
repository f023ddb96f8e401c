"""Qué se dice de cada error."""

import socket

import pytest
from pika import exceptions

from comun import causas


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
    assert causas.causa(error) == dicho
