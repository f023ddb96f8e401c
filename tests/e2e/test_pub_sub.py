"""Publish/subscribe y el cambio de modo."""

import time

import pytest


@pytest.fixture(autouse=True, scope="module")
def en_marcha(taller):
    taller.arrancar(MODO="pub_sub", COMPLEJIDAD="0.1", INTERVALO="0.1")


def test_cada_worker_recibe_todas_desde_la_primera(taller):
    libro = taller.terminada(copias=True)

    assert (len(libro.enviadas), libro.reparto()) == (10, {"worker1": 10, "worker2": 10})


def test_el_monitor_ve_suscriptores_publicadas_y_entregadas(taller):
    linea = "Exchange distribuidor_tareas: 2 suscriptores · publicadas: 10 · entregadas: 20"

    taller.esperar(lambda: linea in taller.dice("monitor"))


def test_el_monitor_dice_si_esperan_tareas_en_la_cola_del_otro_modo(taller):
    taller.api("queues/%2f/tareas_distribuidas", "PUT", {"durable": True})
    for _ in range(3):
        taller.publicar_en_cola(b"no llega a nadie: los workers no miran esta cola")

    taller.esperar(lambda: "· esperan en tareas_distribuidas: 3" in taller.dice("monitor"))


@pytest.mark.largo
def test_se_cambia_de_modo_las_veces_que_se_quiera(taller):
    for _ in range(2):
        taller.arrancar(MODO="work_queue", COMPLEJIDAD="0.1", INTERVALO="0.1")
        assert taller.terminada().completadas == 10
        taller.arrancar(MODO="pub_sub", COMPLEJIDAD="0.1", INTERVALO="0.1")
        assert taller.terminada(copias=True).completadas == 20
    assert len(taller.api("exchanges/%2f/distribuidor_tareas/bindings/source")) == 2


@pytest.mark.largo
def test_un_ajuste_malo_sale_con_2_y_una_linea(taller):
    taller.arrancar("--no-deps", "producer", TAREAS="diez")

    taller.esperar(lambda: taller.estado("producer")["State"]["Status"] == "exited")
    assert taller.estado("producer")["State"]["ExitCode"] == 2
    assert taller.dice("producer") == (
        "TAREAS=«diez» no vale: se espera un entero desde 0, cuántas tareas"
        " (0 = hasta que se pare)\n"
    )


def listo(taller):
    return "listo" in taller.dentro("worker1", "ls", "/tmp").split()  # noqa: S108 # el del contenedor


def test_un_worker_sin_broker_deja_de_estar_listo(taller):
    assert listo(taller)

    taller.docker("stop", "rabbitmq")

    taller.esperar(lambda: not listo(taller))


def test_el_panel_no_dice_listo_mientras_no_hay_broker(taller):
    antes = time.time()
    taller.docker("restart", "panel")

    taller.esperar(lambda: "esperando a RabbitMQ" in taller.dice("panel", antes))
    assert "listo" not in taller.dice("panel", antes)
