"""Un canal que se queda sin confirms no deja parado al productor: se corta y se repite."""

import logging

import pytest

from comun.ajustes import Ajustes
from comun.eventos import Eventos
from comun.modos.work_queue import MODO
from comun.servicio import Parada
from producer import envio
from producer.tanda import Tanda
from tests.integration.intermediario import CONFIRMARA


class Deshace(logging.Handler):
    """En cuanto se avisa de que no hay confirms, el intermediario vuelve a hablar: se perdieron."""

    def __init__(self, intermediario):
        super().__init__(logging.WARNING)
        self.intermediario = intermediario

    def emit(self, _):
        self.intermediario.mudo = False


def test_sin_confirms_en_el_plazo_se_corta_y_las_tareas_se_repiten(
    vhost, intermediario, conectar, monkeypatch
):
    monkeypatch.setattr(envio, "PACIENCIA", 0.2)
    monkeypatch.setattr(envio, "PLAZO", 0.6)
    MODO.declarar(conectar("admin"))
    intermediario.calla = CONFIRMARA
    quien = dict.fromkeys(("RABBIT_USER", "RABBIT_PASS"), "producer")
    donde = {"RABBIT_HOST": "127.0.0.1", "RABBIT_PORT": intermediario.puerto}
    ajustes = Ajustes.de_entorno(
        {**quien, **donde, "RABBIT_VHOST": vhost, "TAREAS": "3", "INTERVALO": "0"}
    )
    log = logging.getLogger("confirms-prueba")
    log.handlers = [Deshace(intermediario)]
    tanda = Tanda(ajustes)
    productor = envio.Envio(ajustes, tanda, Eventos(ajustes, "producer", log), log, Parada())

    with pytest.raises(TimeoutError):
        productor.correr("127.0.0.1")

    assert not tanda.enviadas
    assert [tanda.siguiente()[0] for _ in range(3)] == [1, 2, 3]
