"""Parar no espera al broker: congelado, nadie tarda más de 3 s, y lo que se hace se termina."""

import re
import signal
import subprocess
import time

import pytest

from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from tests.integration.intermediario import CONSUME_OK

LISTOS = {"producer": "-0003", "worker": "] listo · ", "monitor": "Mensajes en cola"}


@pytest.mark.parametrize("quien", LISTOS)
def test_con_el_broker_congelado_se_para_en_menos_de_3_s(servicio, intermediario, monitor, quien):
    suyo = {"RABBIT_PORT": intermediario.puerto, "TAREAS": "0", "INTERVALO": "0.05"}
    proceso = servicio(quien, **suyo) if quien != "monitor" else monitor_por(monitor, intermediario)
    proceso.esperar(LISTOS[quien])
    intermediario.quieto = True

    proceso.senal()

    assert proceso.estado(3) == 0


def monitor_por(monitor, intermediario):
    """Con la API de verdad y AMQP por el intermediario: en 127.0.0.1 no escucha ninguna API."""
    return monitor("127.0.0.1", RABBIT_PORT=intermediario.puerto)


def test_con_el_broker_congelado_se_termina_la_tarea_y_se_dice_sin_ack(
    servicio, intermediario, conectar
):
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto)
    worker.esperar("listo")
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=2))
    worker.esperar("recibida a-1")
    intermediario.quieto = True

    worker.senal()

    assert worker.estado(5) == 0
    dicho = worker.dice()
    assert re.search(r"sin_ack a-1 · 2\.\d s · el broker no responde", dicho)
    assert dicho.endswith("parado, sin tareas en mano\n")


@pytest.mark.largo
@pytest.mark.parametrize("quien", LISTOS)
def test_una_senal_en_pleno_arranque_tambien_acaba_con_0(servicio, quien):
    for decimas in range(12):
        proceso = servicio(quien, RABBIT_PORT="1")
        proceso.esperar_que_atienda(signal.SIGTERM)
        time.sleep(decimas / 40)  # lo que tarda en llegar a cada punto del arranque
        proceso.senal()

        assert proceso.estado(3) == 0


def test_una_senal_no_espera_a_un_dns_que_no_contesta(servicio):
    worker = servicio("worker", "tests.integration.trabajos.nombre_lento", RABBIT_PORT="1")
    worker.esperar("prueba: buscando el nombre")

    worker.senal()

    assert worker.estado(3) == 0
    assert worker.dice().endswith("parado, sin tareas en mano\n")


def test_una_senal_en_plena_suscripcion_no_gasta_un_intento(servicio, intermediario, conectar):
    admin = conectar("admin")
    MODO.declarar(admin)
    MODO.publicar(admin, Tarea(id="a-1", complejidad=0))
    intermediario.retiene = CONSUME_OK
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto)
    intermediario.espera_retenido()
    worker.senal()
    with pytest.raises(subprocess.TimeoutExpired):
        worker.estado(0.3)

    intermediario.quieto = False

    assert worker.estado() == 0
    assert "intento 1\n" in servicio("worker").esperar("recibida a-1")


@pytest.mark.parametrize("tarda", [0.03, 0.05, 0.08, 0.5])
def test_la_que_llega_mientras_para_no_gasta_un_intento(servicio, intermediario, conectar, tarda):
    """Llega al worker antes de que mire si se pide parar, o mientras pide no recibir más."""
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto)
    worker.esperar("listo")
    intermediario.quieto = True
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=0))
    worker.senal()
    with pytest.raises(subprocess.TimeoutExpired):
        worker.estado(tarda)

    intermediario.quieto = False

    assert worker.estado() == 0
    assert "recibida" not in worker.dice()
    assert "intento 1\n" in servicio("worker").esperar("recibida a-1")
