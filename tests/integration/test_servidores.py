"""Con varios servidores, lo que un proceso sabe de cada uno decide por cuál empieza."""

import logging

import pytest
from pika import exceptions

from comun import servidores
from comun.ajustes import Ajustes
from comun.causas import PERDIDA
from comun.conexion import abrir
from comun.mantener import mantener
from comun.servicio import Parada


@pytest.fixture
def ajustes(broker, vhost, monkeypatch):
    monkeypatch.setattr(servidores, "_fallos", {})

    def con(hosts, **otros):
        quien = dict.fromkeys(("RABBIT_USER", "RABBIT_PASS"), "monitor")
        donde = {"RABBIT_HOST": hosts, "RABBIT_PORT": broker.entorno["PUERTO_AMQP"]}
        return Ajustes.de_entorno({**quien, **donde, "RABBIT_VHOST": vhost, **otros})

    return con


def test_el_que_no_contesta_se_apunta_y_no_se_vuelve_a_probar_antes_que_los_demas(ajustes):
    varios = ajustes("127.0.0.2,127.0.0.1")  # en el primero no escucha nadie
    while not servidores._fallos:  # al azar, la mitad de las veces
        abrir(varios, "prueba").close()

    assert set(servidores._fallos) == {"127.0.0.2"}
    assert servidores.en_orden(varios.rabbit_host) == ["127.0.0.1", "127.0.0.2"]


def test_si_no_contesta_ninguno_la_proxima_se_empieza_por_cualquiera(ajustes):
    with pytest.raises(PERDIDA):
        abrir(ajustes("127.0.0.2,127.0.0.3"), "prueba")

    assert not servidores._fallos


def test_al_perder_la_conexion_con_uno_se_va_siempre_al_otro(ajustes):
    visitados = []

    def atender(conexion):
        visitados.append(conexion.servidor)
        if len(visitados) < 6:
            raise exceptions.StreamLostError

    mantener(ajustes("127.0.0.1,localhost"), "prueba", logging.getLogger(), Parada(), atender)

    assert visitados == visitados[:2] * 3
    assert set(visitados) == {"127.0.0.1", "localhost"}


def test_la_de_los_eventos_tambien_se_apunta_si_se_pierde(ajustes):
    with pytest.raises(exceptions.StreamLostError), abrir(ajustes("127.0.0.1"), "prueba"):
        raise exceptions.StreamLostError

    assert set(servidores._fallos) == {"127.0.0.1"}
