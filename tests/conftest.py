"""El sistema de verdad, uno por módulo o por sesión; lo que falte hace fallar la prueba."""

import pytest
from hypothesis import HealthCheck, settings

from taller.sistema import Taller

# Una máquina cargada tarda en generar los primeros casos: no es la prueba la que va mal.
settings.register_profile("taller", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("taller")


@pytest.fixture(scope="session")
def broker():
    """Solo el RabbitMQ del taller, para hablar con él desde las pruebas."""
    taller = Taller()
    try:
        taller.arrancar("rabbitmq")
        taller.sano("rabbitmq")
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
