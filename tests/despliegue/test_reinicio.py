"""Un servidor propio se apaga, y luego se queda sin corriente: todo vuelve, con sus tareas."""

import pytest

from herramientas.sistema import restos
from herramientas.sistema.docker import orden
from tests.despliegue.motor import Motor
from tests.despliegue.servidor import SIEMPRE, Servidor

pytestmark = [pytest.mark.largo, pytest.mark.timeout(240)]
IMAGENES = ("producer", "worker", "monitor", "panel")
DEL_BROKER = """
[ ! -e .cache/imagenes.env ] || . .cache/imagenes.env
echo "${IMAGEN_RABBITMQ:-rabbitmq:4.3-management}"
"""


@pytest.fixture
def motor(tmp_path, monkeypatch):
    """Un motor aparte, al que van todas las órdenes de docker de la prueba."""
    del_broker = orden("sh", "-c", DEL_BROKER).strip()
    nuestras = (f"{restos.IMAGENES}_{quien}:1" for quien in IMAGENES)
    with Motor(tmp_path) as motor:
        motor.enciende()
        motor.carga(del_broker, *nuestras)
        monkeypatch.setenv("DOCKER_HOST", motor.direccion)
        yield motor


def test_tras_apagarse_y_tras_un_corte_vuelven_todos_y_no_se_pierde_nada(motor, copia):
    with Servidor(copia) as servidor:
        servidor.arrancar(*SIEMPRE)
        servidor.envia(40, COMPLEJIDAD="0.5")

        faltaban = [servidor.recuento().faltan]
        motor.apaga()
        motor.enciende()
        servidor.esperar(lambda: servidor.recuento().faltan < faltaban[0] - 4, 60)
        faltaban += [servidor.recuento().faltan]
        motor.corta()
        motor.enciende()
        recuento = servidor.terminada()

        assert min(faltaban) > 0
        assert (recuento.completadas, recuento.perdidas) == (40, set())
        assert all(servidor.estado(servicio)["State"]["Running"] for servicio in SIEMPRE)
        assert servidor.estado("producer")["State"]["Status"] == "exited"
