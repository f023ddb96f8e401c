import pytest

from herramientas.sistema.cluster import Cluster
from herramientas.sistema.docker import orden
from herramientas.sistema.taller import WORKERS
from tests.despliegue.servidor import Servidor
from tests.e2e import ordenes


@pytest.fixture(scope="module")
def cluster():
    with Cluster(COMPLEJIDAD="0.1", INTERVALO="0.1") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def copia(tmp_path_factory):
    """Una copia del proyecto, con lo que hacen los scripts de la página del servidor."""
    copia = ordenes.copia(tmp_path_factory.mktemp("servidor"))
    orden(f"{copia}/despliegue/tls/certificados.sh")
    orden(f"{copia}/despliegue/servidor/claves.sh")
    return copia


@pytest.fixture(scope="module")
def servidor(copia):
    with Servidor(copia, MEMORIA_BROKER="1g") as servidor:
        servidor.arrancar()
        for servicio in ("rabbitmq", *WORKERS):
            servidor.sano(servicio, 90)
        yield servidor
