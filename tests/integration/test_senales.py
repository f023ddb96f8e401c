"""Parar: la primera señal termina lo que hay en mano; la segunda, sale ya."""

import re
import signal
import time

import pytest

from comun.modos.pub_sub import MODO as PUB_SUB
from comun.modos.work_queue import MODO
from comun.tarea import Tarea

(COLA,) = MODO.colas


@pytest.fixture
def con_tarea(servicio, conectar):
    """Un worker con una tarea de 2 s a medias, y otra esperando."""
    admin = conectar("admin")
    MODO.declarar(admin)
    worker = servicio("worker")
    worker.esperar("listo · modo work_queue · cola tareas_distribuidas")
    for numero in (1, 2):
        MODO.publicar(admin, Tarea(id=f"a-{numero}", complejidad=2))
    worker.esperar("recibida a-1")
    return worker


@pytest.mark.parametrize("numero", [signal.SIGTERM, signal.SIGINT])
def test_una_senal_deja_terminar_la_tarea_y_no_empieza_otra(con_tarea, conectar, numero):
    con_tarea.senal(numero)

    assert con_tarea.estado() == 0
    assert "completada a-1" in con_tarea.dice()
    assert "recibida a-2" not in con_tarea.dice()
    metodo, _, cuerpo = conectar("admin").basic_get(COLA)
    assert (Tarea.de_json(cuerpo).id, metodo.redelivered) == ("a-2", False)


def test_una_segunda_senal_sale_con_130_y_la_tarea_vuelve(con_tarea, servicio):
    con_tarea.senal()
    con_tarea.esperar("se pide parar: antes termina la tarea en mano")
    con_tarea.senal()

    assert con_tarea.estado(1.5) == 130
    servicio("worker", WORKER_ID="2").esperar("recibida a-1 · complejidad 2 · intento 2")


@pytest.mark.parametrize("quien", ["producer", "worker", "monitor"])
def test_esperando_al_broker_una_senal_basta(servicio, quien):
    proceso = servicio(quien, RABBIT_PORT="1")
    proceso.esperar("esperando a RabbitMQ en 127.0.0.1:1 (todavía no escucha en ese puerto)")

    proceso.senal()

    assert proceso.estado(1.5) == 0


@pytest.mark.largo
def test_la_espera_se_dice_al_momento_y_luego_como_mucho_cada_5_s(servicio):
    inicio = time.monotonic()
    proceso = servicio("worker", RABBIT_PORT="1")
    proceso.esperar("esperando a RabbitMQ")
    primera = time.monotonic()

    dicho = proceso.esperar("esperando a RabbitMQ", veces=2)

    assert primera - inicio < 4  # con lo que tarda en arrancar
    assert 4 < time.monotonic() - primera < 8
    assert dicho.count("esperando a RabbitMQ") == 2


def test_un_worker_libre_se_para_al_momento(servicio):
    worker = servicio("worker")
    worker.esperar("listo")

    worker.senal()

    assert worker.estado(3) == 0


def test_el_productor_se_para_y_dice_cuantas_ha_enviado(servicio):
    productor = servicio("producer", TAREAS="0", INTERVALO="0")
    productor.esperar("-0010")

    productor.senal()

    assert productor.estado(3) == 0
    enviadas = productor.dice().count("] enviada ")
    assert f"[producer] {enviadas} tareas enviadas y confirmadas\n" in productor.dice()


@pytest.fixture
def con_copias(servicio, conectar):
    """Un worker de pub_sub con una copia de 1 s a medias, y otra esperando."""
    worker = servicio("worker", MODO="pub_sub")
    worker.esperar("listo")
    admin = conectar("admin")
    for numero in (1, 2):
        PUB_SUB.publicar(admin, Tarea(id=f"a-{numero}", complejidad=1))
    worker.esperar("recibida a-1")
    return worker


def test_en_pub_sub_una_senal_termina_la_copia_en_mano_y_dice_las_que_se_pierden(con_copias):
    con_copias.senal()

    assert con_copias.estado() == 0
    assert "completada a-1" in con_copias.dice()
    assert "quedan 1 copias sin hacer" in con_copias.dice()


def test_en_pub_sub_tras_un_corte_una_senal_tambien_dice_las_copias_que_se_pierden(
    servicio, broker, vhost, conectar, intermediario
):
    def colas():
        enlaces = f"exchanges/{vhost}/{PUB_SUB.exchange}/bindings/source"
        return {enlace["destination"] for enlace in broker.api(enlaces)}

    worker = servicio("worker", MODO="pub_sub", RABBIT_PORT=intermediario.puerto)
    worker.esperar("listo")
    admin, antes = conectar("admin"), colas()
    PUB_SUB.publicar(admin, Tarea(id="a-1", complejidad=4))
    worker.esperar("recibida a-1")
    intermediario.fuera = True
    worker.esperar("conexión perdida")
    intermediario.fuera = False
    broker.esperar(lambda: colas() - antes)  # suscrito otra vez, aunque siga con la copia de antes
    PUB_SUB.publicar(admin, Tarea(id="a-2", complejidad=0))

    worker.senal()

    assert worker.estado() == 0
    assert "completada a-1" in worker.dice()
    assert "quedan 1 copias sin hacer" in worker.dice()


def test_sin_broker_una_senal_termina_la_tarea_en_mano(servicio, conectar, intermediario):
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto)
    worker.esperar("listo")
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=2))
    worker.esperar("recibida a-1")
    intermediario.fuera = True
    worker.esperar("esperando a RabbitMQ")

    worker.senal()

    assert worker.estado() == 0
    assert re.search(r"sin_ack a-1 · \S+ s · se perdió la conexión", worker.dice())
