"""Un canal que se queda sin confirms no deja parado al productor: se corta y se repite."""

import pytest

from comun.modos.work_queue import MODO
from comun.servicio.diario import Diario
from producer import envio, publicacion
from producer.envio import Envio, SinConfirmaciones
from producer.tanda import Tanda
from tests.integration.intermediario import CONFIRMARA
from tests.servicios import servicio


def test_sin_confirms_en_el_plazo_se_corta_y_las_tareas_se_repiten(
    vhost, intermediario, conectar, monkeypatch
):
    monkeypatch.setattr(envio, "VIGILA", 0.02)
    monkeypatch.setattr(publicacion, "DESPEDIDA", 0.1)  # el broker tampoco contesta al cierre
    MODO.declarar(conectar("admin"))
    intermediario.calla = CONFIRMARA
    quien = dict.fromkeys(("RABBIT_USER", "RABBIT_PASS"), "producer")
    donde = {"RABBIT_HOST": "127.0.0.1", "RABBIT_PORT": intermediario.puerto, "RABBIT_VHOST": vhost}
    productor = servicio("producer", **quien, **donde, TAREAS="3", INTERVALO="0")
    tanda = Tanda(productor)

    with pytest.raises(SinConfirmaciones):
        Envio(productor, tanda, Diario(productor)).sesion("127.0.0.1")

    assert not tanda.enviadas
    assert [tanda.siguiente().numero for _ in range(3)] == [1, 2, 3]
