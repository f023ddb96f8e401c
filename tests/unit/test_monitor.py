"""Lo que dice el monitor de lo que le cuentan: nadie le dicta una línea."""

import pytest

from comun.evento import Evento, Que
from monitor.frases import resumen
from monitor.monitor import Monitor
from tests.servicios import servicio


@pytest.fixture
def monitor():
    """Ha oído hace mucho a un worker de nombre hostil, con una tarea de id hostil en la mano."""
    monitor = Monitor(servicio("monitor"))
    monitor.estado.aplicar(Evento(Que.RECIBIDA, "x\n[worker1] y", "a · 1\x1b[31m", 0.0))
    return monitor


def test_el_worker_callado_y_su_tarea_salen_escapados(monitor, caplog):
    monitor._decir_los_callados()

    assert caplog.messages == [
        r"x\n[worker1]\x20y no da señales de vida, con a\x20\xb7\x201\x1b[31m en mano"
    ]


def test_el_reparto_del_resumen_sale_escapado(monitor):
    assert r"completadas (x\n[worker1]\x20y: 0) ·" in resumen(monitor.estado, [])
