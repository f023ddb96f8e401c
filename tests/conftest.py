"""El sistema de verdad, con nombre de proyecto, prefijo y puertos propios."""

import pytest

from taller.sistema import Taller


@pytest.fixture(scope="session")
def broker():
    """Solo el RabbitMQ del taller, para hablar con él desde las pruebas."""
    taller = Taller()
    try:
        taller.arrancar("rabbitmq")
        taller.esperar(lambda: taller.estado("rabbitmq")["State"]["Health"]["Status"] == "healthy")
        yield taller
    finally:
        taller.borrar()


@pytest.fixture(scope="module")
def taller():
    taller = Taller()
    try:
        yield taller
    finally:
        taller.borrar()
