"""Con quién se conecta y cuándo lo vuelve a intentar."""

import logging
import threading
import time
from collections import deque
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from pika.exceptions import StreamLostError

from comun.servicio import conexion, espera
from comun.servicio.ajustes import Ajustes
from comun.servicio.arranque import ejecutar
from comun.servicio.avisos import Avisos
from comun.servicio.parada import Parada


def test_una_conexion_lleva_el_nombre_de_quien_la_abre_y_un_latido_de_5_s():
    suyos = conexion.parametros(Ajustes.de_entorno({}), "worker1", "a")

    assert (suyos.host, suyos.heartbeat) == ("a", 5)
    assert suyos.client_properties["connection_name"] == "worker1"


def test_entre_varios_servidores_se_empieza_por_uno_al_azar(monkeypatch):
    monkeypatch.setenv("RABBIT_HOST", "a,b,c")
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)  # y al acabar, el de antes
    monkeypatch.setattr("comun.servicio.arranque.configurar", lambda *_: logging.getLogger())
    primeros = set()

    for _ in range(100):
        ejecutar(Parada(), "prueba", lambda servicio: primeros.add(servicio.servidores[0]))

    assert primeros == {"a", "b", "c"}


@pytest.fixture
def probados(monkeypatch):
    """Los servidores a los que se va, de tres: cada vez, `usar` dice qué pasa con ese."""
    monkeypatch.setattr(espera.time, "sleep", lambda _: None)
    parada = SimpleNamespace(pedida=False, interrumpible=nullcontext)
    servicio = SimpleNamespace(
        ajustes=Ajustes.de_entorno({"RABBIT_HOST": "a,b,c"}),
        servidores=deque("abc"),
        log=logging.getLogger(),
        parada=parada,
    )

    def mantiene(usar):
        vistos = []

        def sesion(servidor):
            vistos.append(servidor)
            usar(servidor)

        conexion.mantener(servicio, sesion)
        return "".join(vistos)

    return mantiene


def test_si_uno_no_contesta_se_prueba_el_siguiente_y_la_proxima_vez_se_empieza_por_el(probados):
    def usar(servidor):
        if servidor == "a":
            raise conexion.NoSeAbre

    assert probados(usar) == "ab"
    assert probados(usar) == "b"


def test_si_no_contesta_ninguno_se_dice_y_se_insiste(probados, caplog):
    caplog.set_level(logging.INFO)
    fallan = list("abcabc")

    def usar(servidor):
        if fallan:
            assert servidor == fallan.pop(0)
            raise conexion.NoSeAbre from ConnectionRefusedError()

    assert probados(usar) == "abcabca"
    assert caplog.messages == [
        "esperando a RabbitMQ en a,b,c:5672 (todavía no escucha en ese puerto)"
    ]


def test_al_perder_la_conexion_con_uno_la_proxima_es_con_otro(probados):
    def usar(servidor):
        if servidor == "a":
            raise StreamLostError

    assert probados(usar) == "ab"


def test_las_pausas_son_cortas_al_principio_y_luego_de_hasta_5_s(monkeypatch):
    dormido = []
    monkeypatch.setattr(espera.time, "sleep", dormido.append)
    descanso = espera.Espera()
    for _ in range(200):
        descanso.descansar()
    cortas, dormido[:] = dormido[:], []
    monkeypatch.setattr(espera, "CORTAS", -1)
    for _ in range(200):
        descanso.descansar()

    assert 0.1 <= min(cortas) < max(cortas) <= 0.5
    assert 1 <= min(dormido) < max(dormido) <= 5


@pytest.fixture
def avisos(caplog):
    caplog.set_level(logging.INFO)
    return Avisos(logging.getLogger())


def test_una_linea_de_espera_no_se_repite_enseguida(avisos, caplog):
    for causa in ("a", "b"):
        avisos.decir(logging.INFO, "sin broker (%s)", causa)

    assert caplog.messages == ["sin broker (a)"]


def test_lo_que_el_broker_tarda_en_contestar_se_dice(monkeypatch, caplog):
    monkeypatch.setattr(conexion, "AVISO", 0.02)
    caplog.set_level(logging.INFO)

    with conexion.avisando(logging.getLogger()):
        hasta(lambda: caplog.messages)

    assert set(caplog.messages) == {conexion.SIN_ATENDER}


def hasta(condicion):
    """Espera a que algo se cumpla, hasta 5 s."""
    fin = time.monotonic() + 5
    while not condicion():
        assert time.monotonic() < fin
        time.sleep(0.01)
