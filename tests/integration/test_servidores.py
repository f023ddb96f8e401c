"""Con varios servidores (un cluster), quien pierde el suyo se va a otro y no vuelve."""

import pytest

from tests.integration.intermediario import Intermediario

DONDE = ("127.0.0.77", "127.0.0.78")


@pytest.fixture
def servidores(broker):
    """Dos caminos al broker, en el mismo puerto de dos direcciones de esta máquina."""
    puerto = int(broker.entorno["PUERTO_AMQP"])
    uno = Intermediario(puerto, DONDE[0])
    otro = Intermediario(puerto, DONDE[1], uno.puerto)
    yield uno, otro
    for servidor in (uno, otro):
        servidor.cerrar()


def el_suyo_primero(servidores):
    return sorted(servidores, key=lambda servidor: -servidor.veces)


def test_al_perder_la_conexion_con_uno_se_va_al_otro_enseguida(servicio, servidores, broker):
    worker = servicio("worker", RABBIT_HOST=",".join(DONDE), RABBIT_PORT=servidores[0].puerto)
    worker.esperar("listo")
    suyo, otro = el_suyo_primero(servidores)
    assert not otro.veces  # las dos conexiones, con el mismo

    suyo.fuera = True

    worker.esperar("] listo · ", veces=2, limite=5)
    broker.esperar(lambda: otro.veces >= 2, 5)
    assert "esperando a RabbitMQ" not in worker.dice()


@pytest.mark.largo
def test_uno_congelado_se_prueba_una_vez_y_no_otra(servicio, servidores):
    suyo, otro = servidores
    suyo.mudo = True  # acepta y calla: probarlo cuesta 10 s
    monitor = servicio("monitor", RABBIT_HOST=",".join(DONDE), RABBIT_PORT=suyo.puerto)
    monitor.esperar("la API de RabbitMQ no responde", 20)  # ha entrado: por aquí no hay API
    antes = suyo.veces

    otro.fuera = True
    monitor.esperar("conexión perdida")
    otro.fuera = False
    monitor.esperar("la API de RabbitMQ no responde", 20, veces=2)

    assert suyo.veces - antes <= 1
