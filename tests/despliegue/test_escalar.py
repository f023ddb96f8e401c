"""Los workers suben con la cola y vuelven a bajar cuando se vacía, sin perder nada."""

import pytest

from herramientas.medidas.escalon import escalon
from herramientas.ordenes.regla import Regla

pytestmark = [pytest.mark.largo, pytest.mark.timeout(180)]
AJUSTES = {"TAREAS": "200", "INTERVALO": "0", "COMPLEJIDAD": "0.5"}


def test_200_tareas_de_golpe_y_de_vuelta(taller):
    taller.entorno |= AJUSTES
    regla = Regla(por_worker=20, minimo=2, maximo=8, calma=5.0)

    muestras = escalon(taller, regla)

    assert max(m.pendientes for m in muestras) > 150
    assert max(m.workers for m in muestras) == 8
    assert (muestras[-1].pendientes, muestras[-1].workers) == (0, 2)
    assert taller.api("queues/%2f/tareas_fallidas")["messages"] == 0
    assert taller.dice("producer").endswith("200 tareas enviadas y confirmadas\n")
