"""Un vhost por prueba, con la topología y las políticas que se entregan importadas en él."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pika
import pytest

from comun import modos
from herramientas.sistema.docker import RAIZ
from tests.integration.intermediario import Intermediario
from tests.integration.procesos import Proceso


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
        if conexion.is_open:
            conexion.close()


# Tres modos más: un archivo cada uno. Para ellos, el contrato va en make test-largo.
DE_PRUEBA = Path(__file__).parent / "modos"
modos.__path__.append(str(DE_PRUEBA))
MODOS = [
    pytest.param(nombre, marks=pytest.mark.largo if (DE_PRUEBA / f"{nombre}.py").exists() else ())
    for nombre in modos.todos()
]


@pytest.fixture(params=MODOS)
def modo(request):
    return modos.todos()[request.param]


@pytest.fixture
def servicio(broker, vhost):
    """Arranca un servicio en el vhost de la prueba; se mata al acabar."""
    abiertos = []

    def abrir(nombre, *trabajo, **entorno):
        propio = {
            "RABBIT_HOST": "127.0.0.1",
            "RABBIT_PORT": broker.entorno["PUERTO_AMQP"],
            "RABBIT_VHOST": vhost,
            "RABBIT_USER": nombre,
            "RABBIT_PASS": nombre,
            "WORKER_ID": "1",
            "INTERVALO": "0",
            "COMPLEJIDAD": "0",
        }
        proceso = Proceso(nombre, *trabajo, **{**propio, **entorno})
        abiertos.append(proceso)
        return proceso

    yield abrir
    for proceso in abiertos:
        print(proceso.dice())  # pytest lo muestra si la prueba falla
        proceso.borrar()


@pytest.fixture
def herramienta(broker, vhost):
    """Corre una orden del contenedor `herramientas`, con su usuario, hasta que acaba."""

    def correr(*palabras, **entorno):
        propio = {
            "PATH": os.environ["PATH"],
            "RABBIT_HOST": "127.0.0.1",
            "RABBIT_PORT": broker.entorno["PUERTO_AMQP"],
            "RABBIT_VHOST": vhost,
            "RABBIT_USER": "herramientas",
            "RABBIT_PASS": "herramientas",
        }
        return subprocess.run(
            [sys.executable, "-m", "herramientas.contenedor", *palabras],
            cwd=RAIZ,
            env={**propio, **entorno},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return correr


@pytest.fixture
def monitor(broker, servicio):
    """Arranca un monitor, que habla con el broker por su dirección: la API no tiene otro puerto."""
    (red,) = broker.estado("rabbitmq")["NetworkSettings"]["Networks"].values()

    def abrir(*antes, **entorno):
        donde = ",".join((*antes, red["IPAddress"]))
        return servicio("monitor", **{"RABBIT_HOST": donde, "RABBIT_PORT": "5672", **entorno})

    return abrir


@pytest.fixture
def otro_intermediario(broker):
    """Pone un intermediario más: uno para cada proceso al que se le corta o calla aparte."""
    puestos = []

    def poner():
        puestos.append(Intermediario(int(broker.entorno["PUERTO_AMQP"])))
        return puestos[-1]

    yield poner
    for intermediario in puestos:
        intermediario.cerrar()


@pytest.fixture
def intermediario(otro_intermediario):
    return otro_intermediario()


@pytest.fixture
def ajeno(broker, vhost):
    """Un cliente AMQP de otra casa: amqp-tools, escrito en C. Entra como admin."""

    def corre(programa, *opciones, cuerpo=b""):
        puerto = broker.entorno["PUERTO_AMQP"]
        url = f"amqp://admin:admin@127.0.0.1:{puerto}/{vhost}"
        hecho = subprocess.run(
            [programa, f"--url={url}", *opciones],
            input=cuerpo,
            capture_output=True,
            check=False,
            timeout=30,
        )
        assert hecho.returncode == 0, hecho.stderr.decode()
        return hecho.stdout

    return corre
