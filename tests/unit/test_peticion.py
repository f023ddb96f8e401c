"""Lo que se pide al broker y tarda, se dice; lo que no tarda, no."""

import logging
import threading

import pytest

from comun import peticion as modulo
from comun.peticion import peticion
from comun.servicio import Parada


class Apunta(logging.Handler):
    """Avisa en cuanto se dice una línea."""

    def __init__(self):
        super().__init__()
        self.dicho = threading.Event()

    def emit(self, _):
        self.dicho.set()


def registro():
    log = logging.getLogger("espera-prueba")
    log.setLevel(logging.INFO)
    log.handlers = [Apunta()]
    return log, log.handlers[0].dicho


def test_lo_que_tarda_se_dice(monkeypatch):
    monkeypatch.setattr(modulo, "AVISO", 0.02)
    log, dicho = registro()

    with peticion(log, Parada()):
        assert dicho.wait(5)


def test_lo_que_no_tarda_no_se_dice(monkeypatch):
    monkeypatch.setattr(modulo, "AVISO", 0.02)
    log, dicho = registro()

    with peticion(log, Parada()):
        pass

    assert not dicho.wait(0.2)


def test_si_la_senal_llego_justo_antes_no_se_pide_nada():
    parada = Parada()
    parada.pedida = True

    with pytest.raises(SystemExit), peticion(registro()[0], parada):
        pytest.fail("se ha pedido")
