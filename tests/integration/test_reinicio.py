"""Un broker que se reinicia, en todos los modos a la vez: lo que cada uno dice que pasa, pasa."""

import re
from contextlib import ExitStack

import pytest

from comun import modos
from comun.familias.modo import FALLIDAS
from herramientas.sistema.taller import Taller
from tests.integration.procesos import Proceso

pytestmark = [pytest.mark.largo, pytest.mark.timeout(180)]
TARDA = 60  # s: arranca el broker, y cada uno se da cuenta y entra


@pytest.fixture(scope="module")
def reiniciado():
    """Lo que dijo el worker de cada modo: con una tarea a medias y dos más, se va el broker."""
    with Taller() as taller, ExitStack() as procesos:

        def arrancar(quien, modo, **ajustes):
            propio = {"RABBIT_HOST": "127.0.0.1", "RABBIT_PORT": taller.entorno["PUERTO_AMQP"]}
            propio |= {"RABBIT_USER": quien, "RABBIT_PASS": quien}
            proceso = Proceso(quien, MODO=modo, WORKER_ID="1", INTERVALO="0", **propio, **ajustes)
            procesos.callback(proceso.borrar)
            return proceso

        taller.arrancar_broker()
        workers = {modo: arrancar("worker", modo) for modo in modos.todos()}
        for worker in workers.values():
            worker.esperar("listo", TARDA)
        larga, cortas = {"COMPLEJIDAD": "8"}, {"TAREAS": "2", "COMPLEJIDAD": "0"}
        productores = [arrancar("producer", modo, TAREAS="1", **larga) for modo in workers]
        for worker in workers.values():
            worker.esperar("] recibida ")
        productores += [arrancar("producer", modo, **cortas) for modo in workers]
        assert [productor.estado() for productor in productores] == [0] * len(productores)
        taller.docker("restart", "rabbitmq")
        for modo, worker in workers.items():
            worker.esperar("listo", TARDA, veces=2)
            worker.esperar(" · 0." if modos.todos()[modo].colas else " · 8.", TARDA)
        muertas = taller.api(f"queues/%2f/{FALLIDAS}").get("messages", 0)
        yield {modo: worker.dice() for modo, worker in workers.items()}, muertas


@pytest.mark.parametrize("modo", modos.todos())
def test_la_que_estaba_a_medias_acaba_como_dice_el_modo(reiniciado, modo):
    suyo = modos.todos()[modo]
    corte = "se perdió la conexión, el broker la entregará de nuevo"

    que, promesa = suyo.final(1, bien=True, corte=corte)

    dicho = reiniciado[0][modo]
    assert re.search(rf"\] {que} \S+ · 8\.\d s", dicho)
    assert (corte in dicho) == bool(promesa)


@pytest.mark.parametrize("modo", modos.todos())
def test_las_demas_se_hacen_si_estaban_en_una_cola_duradera_y_si_no_se_pierden(reiniciado, modo):
    suyo, dicho = modos.todos()[modo], reiniciado[0][modo]

    assert (" · 0." in dicho) == bool(suyo.colas)


def test_nada_acaba_en_tareas_fallidas(reiniciado):
    assert reiniciado[1] == 0
