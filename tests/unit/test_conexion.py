"""Cómo se conecta: latido, nombre y pausas."""

import logging

import pytest

from comun import conexion, parametros, pausas
from comun.ajustes import Ajustes


def test_cada_servidor_de_la_lista_tiene_sus_parametros():
    varios = parametros.parametros(Ajustes.de_entorno({"RABBIT_HOST": "a,b,c"}), "worker1")

    assert {p.host for p in varios} == {"a", "b", "c"}
    assert {p.heartbeat for p in varios} == {5}
    assert {p.client_properties["connection_name"] for p in varios} == {"worker1"}


def test_las_pausas_son_cortas_al_principio_y_luego_de_hasta_5_s():
    cortas = [pausas.pausa(0) for _ in range(200)]
    largas = [pausas.pausa(31) for _ in range(200)]

    assert 0.1 <= min(cortas) < max(cortas) <= 0.5
    assert 1 <= min(largas) < max(largas) <= 5


@pytest.fixture
def esperando(caplog):
    caplog.set_level(logging.INFO)
    return pausas.Pausas(logging.getLogger())


def test_una_linea_de_espera_no_se_repite_enseguida(esperando, caplog):
    for causa in ("a", "b"):
        esperando.decir(logging.INFO, "sin broker (%s)", causa)

    assert caplog.messages == ["sin broker (a)"]


def test_si_funciono_un_rato_lo_siguiente_se_dice_al_momento(esperando, caplog):
    esperando.decir(logging.INFO, "sin broker")
    esperando.olvidar()
    esperando.decir(logging.INFO, "sin broker")

    assert caplog.messages == ["sin broker"] * 2


def test_con_mas_servidores_se_va_a_otro_enseguida():
    varios = Ajustes.de_entorno({"RABBIT_HOST": "a,b,c"})

    assert conexion._hay_otro(varios, 1)
    assert not conexion._hay_otro(varios, 0.5)  # abrirse y cortarse al momento no es servir
    assert not conexion._hay_otro(Ajustes.de_entorno({}), 1)


def test_no_se_va_a_otro_todos_a_una():
    treguas = [pausas.tregua() for _ in range(200)]

    assert 0 <= min(treguas) < max(treguas) <= 0.1
