"""Lo que falla al conectar y no es un rechazo se espera, siempre; nadie se rinde ni miente."""

import pytest

from tests.integration.intermediario import CONFIRMARA, START, TUNE


@pytest.fixture(params=["producer", "worker"])
def proceso(servicio, intermediario, request):
    def arranca():
        return request.param, servicio(request.param, RABBIT_PORT=intermediario.puerto, TAREAS="1")

    return arranca


FIN = {"producer": "1 tareas enviadas y confirmadas", "worker": "listo · modo work_queue"}


@pytest.mark.parametrize("corta", [START, TUNE], ids=["tras Start", "tras Tune"])
def test_un_corte_en_pleno_saludo_no_se_toma_por_un_rechazo(proceso, intermediario, corta):
    intermediario.corta = corta
    quien, servicio = proceso()
    servicio.esperar("esperando a RabbitMQ")
    assert "rechaza" not in servicio.dice()

    intermediario.corta = None

    servicio.esperar(FIN[quien])


@pytest.mark.largo
def test_un_broker_que_acepta_y_calla_se_espera(servicio, intermediario):
    intermediario.mudo = True
    procesos = {q: servicio(q, RABBIT_PORT=intermediario.puerto, TAREAS="1") for q in FIN}
    for proceso in procesos.values():
        proceso.esperar("esperando a RabbitMQ", 30)  # pika se da 10 s para el saludo
        assert "Traceback" not in proceso.dice()

    intermediario.mudo = False

    for quien, proceso in procesos.items():
        proceso.esperar(FIN[quien], 30)


def test_lo_que_el_broker_aun_no_confirma_no_se_da_por_enviado(servicio, intermediario):
    intermediario.calla = CONFIRMARA
    productor = servicio("producer", RABBIT_PORT=intermediario.puerto, TAREAS="3")

    dicho = productor.esperar("el broker no confirma: esperan 3 tareas, desde ")

    assert "] enviada " not in dicho
