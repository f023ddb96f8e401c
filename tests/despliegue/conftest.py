import pytest

from herramientas.sistema.cluster import Cluster


@pytest.fixture(scope="module")
def cluster():
    cluster = Cluster(COMPLEJIDAD="0.1", INTERVALO="0.1")
    try:
        yield cluster
    finally:
        cluster.borrar()
