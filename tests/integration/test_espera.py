"""Esperar al broker sin llenar el registro, también si deja entrar y corta al momento."""

import time

import pytest

from tests.integration.intermediario import CANAL_ABIERTO


@pytest.mark.parametrize("quien", ["producer", "worker"])
def test_si_se_abre_y_se_corta_al_momento_se_dice_como_mucho_cada_5_s(
    servicio, intermediario, quien
):
    intermediario.corta = CANAL_ABIERTO
    inicio = time.monotonic()
    proceso = servicio(quien, RABBIT_PORT=intermediario.puerto)

    dicho = proceso.esperar("conexión perdida (se cortó): se reconecta", veces=2)

    assert time.monotonic() - inicio > 4
    assert dicho.count("conexión perdida") == 2


def test_de_varios_servidores_basta_con_que_uno_este(servicio):
    varios = "127.0.0.2,127.0.0.3,127.0.0.4,127.0.0.1"
    productor = servicio("producer", RABBIT_HOST=varios, TAREAS="1")

    assert "esperando a" not in productor.esperar("1 tareas enviadas y confirmadas")


def test_lo_que_el_broker_no_acepta_se_repite_y_se_dice_como_mucho_cada_5_s(
    servicio, broker, vhost
):
    llena = {
        "pattern": "^tareas_distribuidas$",
        "definition": {"max-length": 1, "overflow": "reject-publish"},
        "priority": 100,
    }
    broker.api(f"policies/{vhost}/llena", "PUT", llena)
    inicio = time.monotonic()
    productor = servicio("producer", TAREAS="9", INTERVALO="0.2")  # de golpe, entran todas

    productor.esperar("(el broker no la acepta): se repite", veces=2)

    assert time.monotonic() - inicio > 4
    broker.api(f"policies/{vhost}/llena", "DELETE")
    productor.esperar("9 tareas enviadas y confirmadas")


def test_sin_el_stream_del_diario_el_monitor_dice_que_hacer_y_sigue_cuando_lo_hay(
    monitor, broker, vhost
):
    stream = f"queues/{vhost}/eventos"
    broker.api(stream, "DELETE")
    monitor = monitor()

    monitor.esperar("falta el stream eventos: importa rabbitmq/definiciones.json")

    broker.api(stream, "PUT", {"durable": True, "arguments": {"x-queue-type": "stream"}})
    monitor.esperar("Mensajes en cola: 0")
