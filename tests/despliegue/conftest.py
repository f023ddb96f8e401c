import pytest

from herramientas.sistema.cluster import Cluster


@pytest.fixture(scope="module")
def cluster():
    with Cluster(COMPLEJIDAD="0.1", INTERVALO="0.1") as cluster:
        yield cluster
