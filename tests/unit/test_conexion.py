"""Cómo se conecta: latido, nombre y pausas."""

import logging

import pytest

from comun import mantener, parametros, pausas, servidores
from comun.ajustes import Ajustes


def test_una_conexion_lleva_el_nombre_de_quien_la_abre_y_un_latido_de_5_s():
    suyos = parametros.parametros(Ajustes.de_entorno({}), "worker1", "a")

    assert (suyos.host, suyos.heartbeat) == ("a", 5)
    assert suyos.client_properties["connection_name"] == "worker1"


@pytest.fixture
def sin_fallos(monkeypatch):
    monkeypatch.setattr(servidores, "_fallos", {})


@pytest.mark.usefixtures("sin_fallos")
def test_entre_varios_servidores_se_empieza_por_uno_al_azar():
    assert {servidores.en_orden(["a", "b", "c"])[0] for _ in range(200)} == {"a", "b", "c"}


@pytest.mark.usefixtures("sin_fallos")
def test_el_que_acaba_de_fallar_se_prueba_el_ultimo_y_los_demas_al_azar():
    servidores.apuntar_fallo("b")

    ordenes = {tuple(servidores.en_orden(["a", "b", "c"])) for _ in range(200)}

    assert ordenes == {("a", "c", "b"), ("c", "a", "b")}


@pytest.mark.usefixtures("sin_fallos")
def test_si_han_fallado_todos_se_empieza_por_el_que_hace_mas_que_fallo():
    for servidor in ("b", "c", "a"):
        servidores.apuntar_fallo(servidor)

    assert servidores.en_orden(["a", "b", "c"]) == ["b", "c", "a"]


@pytest.mark.usefixtures("sin_fallos")
def test_pasado_el_castigo_el_que_fallo_es_uno_mas(monkeypatch):
    servidores.apuntar_fallo("a")
    monkeypatch.setattr(servidores, "CASTIGO", 0.0)

    assert {servidores.en_orden(["a", "b"])[0] for _ in range(200)} == {"a", "b"}


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

    assert mantener._hay_otro(varios, 1)
    assert not mantener._hay_otro(varios, 0.5)  # abrirse y cortarse al momento no es servir
    assert not mantener._hay_otro(Ajustes.de_entorno({}), 1)


def test_no_se_va_a_otro_todos_a_una():
    treguas = [pausas.tregua() for _ in range(200)]

    assert 0 <= min(treguas) < max(treguas) <= 0.1
