"""Cómo se conecta: latido, nombre, pausas y qué se dice de cada error."""

import socket

import pytest
from pika import exceptions

from comun import conexion
from comun.ajustes import Ajustes


def test_cada_servidor_de_la_lista_tiene_sus_parametros():
    varios = conexion.parametros(Ajustes.de_entorno({"RABBIT_HOST": "a,b,c"}), "worker1")

    assert {p.host for p in varios} == {"a", "b", "c"}
    assert {p.heartbeat for p in varios} == {5}
    assert {p.client_properties["connection_name"] for p in varios} == {"worker1"}


def test_las_pausas_son_cortas_al_principio_y_luego_de_hasta_5_s():
    cortas = [conexion._pausa(0) for _ in range(200)]
    largas = [conexion._pausa(31) for _ in range(200)]

    assert 0.1 <= min(cortas) < max(cortas) <= 0.5
    assert 1 <= min(largas) < max(largas) <= 5


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
    ],
)
def test_la_causa_se_dice_en_una_frase(error, dicho):
    assert conexion.causa(error) == dicho
