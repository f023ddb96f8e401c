"""Con muchas fallidas de 1 MB, las herramientas no se quedan sin la memoria que tienen."""

import pika
import pytest

from comun.modos.work_queue import MODO
from herramientas.sistema.taller import Taller

pytestmark = [pytest.mark.largo, pytest.mark.timeout(300)]
CUANTAS = 200  # juntas son más que MEMORIA, y más que el doble, que es lo que hay donde hay swap
MEMORIA = "64m"
(COLA,) = MODO.colas


@pytest.fixture(scope="module")
def taller():
    """Uno en cuya tareas_fallidas están todas; lo que no es una tarea se rechaza a la primera."""
    with Taller(TAREAS="1", COMPLEJIDAD="0") as taller:
        taller.arrancar()
        taller.terminada()
        puerto = int(taller.entorno["PUERTO_AMQP"])
        clave = pika.PlainCredentials("admin", "admin")
        with pika.BlockingConnection(
            pika.ConnectionParameters("127.0.0.1", puerto, credentials=clave)
        ) as conexion:
            channel = conexion.channel()
            channel.confirm_delivery()
            for _ in range(CUANTAS):
                channel.basic_publish("", COLA, b"x" * 1_000_000)
        taller.esperar(lambda: fallidas(taller) == CUANTAS, 60)
        yield taller


def fallidas(taller):
    return taller.api("queues/%2f/tareas_fallidas")["messages"]


def herramienta(taller, *palabras):
    return taller.compose("run", "--rm", "-T", "herramientas", *palabras, MEMORIA=MEMORIA)


def test_se_listan_todas_y_vuelven_todas(taller):
    assert f"{CUANTAS} en tareas_fallidas\n" in herramienta(taller, "fallidas")
    assert f"{CUANTAS} de vuelta en {COLA}\n" in herramienta(taller, "reintentar")
