"""Las alertas del servidor propio, evaluadas por Prometheus: con qué números saltan."""

import pytest

from herramientas.sistema.docker import orden

pytestmark = pytest.mark.largo


@pytest.fixture(scope="module")
def promtool():
    """El de la máquina, o el que baja el script; si no se puede, el fallo dice qué hacer."""
    ruta = orden("herramientas/preparar/promtool.sh").strip()
    return lambda *palabras: orden(ruta, *palabras)


def test_prometheus_las_entiende(promtool):
    assert "SUCCESS" in promtool("check", "rules", "despliegue/servidor/alertas.yml")


def test_saltan_cuando_deben_y_solo_entonces(promtool):
    assert "SUCCESS" in promtool("test", "rules", "tests/despliegue/alertas.yml")
