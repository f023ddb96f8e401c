"""Un vhost por prueba, con la topología y las políticas que se entregan importadas en él."""

import json
import secrets

import pika
import pytest

from comun import modos
from taller.docker import RAIZ


@pytest.fixture
def vhost(broker):
    nombre = f"prueba-{secrets.token_hex(3)}"
    broker.api(f"vhosts/{nombre}", "PUT", {"default_queue_type": "quorum"})
    definiciones = json.loads((RAIZ / "rabbitmq/definiciones.json").read_text())
    del definiciones["vhosts"]
    broker.api(f"definitions/{nombre}", "POST", definiciones)
    yield nombre
    broker.api(f"vhosts/{nombre}", "DELETE")


@pytest.fixture
def conectar(broker, vhost):
    """Abre un canal como un usuario del taller; se cierra al acabar la prueba."""
    abiertas = []

    def abrir(usuario):
        conexion = pika.BlockingConnection(
            pika.ConnectionParameters(
                "127.0.0.1",
                int(broker.entorno["PUERTO_AMQP"]),
                vhost,
                pika.PlainCredentials(usuario, usuario),
            )
        )
        abiertas.append(conexion)
        channel = conexion.channel()
        channel.confirm_delivery()
        return channel

    yield abrir
    for conexion in abiertas:
        conexion.close()


@pytest.fixture(params=modos.todos())
def modo(request):
    return modos.todos()[request.param]
