"""Publish/subscribe y el cambio de modo; cada prueba arranca lo que necesita."""

import time
from contextlib import suppress

import pytest

from herramientas.sistema.taller import WORKERS

RAPIDA = {"COMPLEJIDAD": "0.1", "INTERVALO": "0.1"}
PUB_SUB = {**RAPIDA, "MODO": "pub_sub"}


def test_cada_worker_recibe_todas_desde_la_primera(taller):
    desde = taller.tanda(**PUB_SUB)

    recuento = taller.terminada(copias=True, desde=desde)

    assert (len(recuento.enviadas), recuento.reparto()) == (10, {"worker1": 10, "worker2": 10})


def test_el_monitor_ve_suscriptores_publicadas_y_entregadas(taller):
    taller.compose("rm", "-fs", "producer", "monitor", *WORKERS)
    with suppress(OSError):  # si lo hay, se borra y así cuenta desde cero
        taller.api("exchanges/%2f/distribuidor_tareas", "DELETE")

    taller.arrancar(**PUB_SUB)

    linea = "Exchange distribuidor_tareas: 2 suscriptores · publicadas: 10 · entregadas: 20"
    taller.esperar(lambda: linea in taller.dice("monitor"))


def test_el_monitor_dice_si_esperan_tareas_en_la_cola_del_otro_modo(taller):
    taller.arrancar(**PUB_SUB)
    taller.sano("rabbitmq")
    taller.sano("worker2")
    cola = "queues/%2f/tareas_distribuidas"
    taller.api(cola, "PUT", {"durable": True})
    for _ in range(3):
        taller.publicar_en_cola("no llega a nadie: los workers no miran esta cola")

    taller.esperar(lambda: "· esperan en tareas_distribuidas: 3" in taller.dice("monitor"))

    taller.api(cola, "DELETE")


@pytest.mark.largo
@pytest.mark.compose
def test_se_cambia_de_modo_y_se_vuelve(taller):
    taller.terminada(desde=taller.tanda(**RAPIDA))

    desde = time.time()
    taller.arrancar(**PUB_SUB)
    assert taller.terminada(copias=True, desde=desde).completadas == 20
    assert len(taller.api("exchanges/%2f/distribuidor_tareas/bindings/source")) == 2

    desde = time.time()
    taller.arrancar(**RAPIDA)
    assert taller.terminada(desde=desde).completadas == 10


@pytest.mark.largo
def test_un_ajuste_malo_sale_con_2_y_una_linea(taller):
    taller.arrancar("--no-deps", "producer", TAREAS="diez")

    taller.esperar(lambda: taller.estado("producer")["State"]["Status"] == "exited")
    assert taller.estado("producer")["State"]["ExitCode"] == 2
    assert taller.dice("producer") == (
        "TAREAS=«diez» no es válido: se espera cuántas tareas (0 = hasta que se pare), un entero"
        " de 0 a 1000000000\n"
    )


def test_sin_broker_ni_el_worker_ni_el_panel_dicen_que_estan_listos(taller):
    def listo():
        return "listo" in taller.dentro("worker1", "ls", "/tmp").split()  # noqa: S108 # el suyo

    taller.arrancar(**PUB_SUB)
    taller.sano("worker1")
    assert listo()

    taller.docker("stop", "rabbitmq")
    antes = time.time()
    taller.docker("restart", "panel")

    taller.esperar(lambda: not listo())
    taller.esperar(lambda: "esperando a RabbitMQ" in taller.dice("panel", antes))
    assert "listo" not in taller.dice("panel", antes)
    taller.docker("start", "rabbitmq")
