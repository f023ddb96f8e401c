"""El broker cierra solo el canal y deja la conexión: pika no lo dice hasta que se usa."""

import re

import pytest

from comun.modos.work_queue import MODO
from comun.tarea import Tarea

(COLA,) = MODO.colas

# Como si el cliente hubiera respondido de una entrega que no existe: el broker cierra su canal
CIERRA = """
[rabbit_channel_common:do(C, {{'basic.ack', 9999, false}}) || C <- rabbit_channel:list(),
 (catch rabbit_channel:info(C, [vhost, user])) =:=
 [{{vhost, <<"{vhost}">>}}, {{user, <<"{usuario}">>}}]].
"""


@pytest.fixture
def cierra_canales(broker, vhost):
    def cierra(usuario):
        script = CIERRA.format(vhost=vhost, usuario=usuario)
        broker.dentro("rabbitmq", "rabbitmqctl", "-q", "eval", script)

    return cierra


def test_el_worker_lo_nota_sin_que_le_llegue_nada_y_se_suscribe_otra_vez(
    servicio, conectar, cierra_canales
):
    worker = servicio("worker")
    worker.esperar("listo")

    cierra_canales("worker")

    worker.esperar("] listo · ", veces=2)
    assert "unknown delivery tag 9999" in worker.dice()  # por qué lo cerró
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=0))
    worker.esperar("completada a-1")


def test_el_productor_sigue_con_otro_y_no_se_salta_ninguna(servicio, cierra_canales):
    productor = servicio("producer", TAREAS="0", INTERVALO="0.1")
    productor.esperar("-0003")

    cierra_canales("producer")

    productor.esperar("conexión perdida")
    assert "unknown delivery tag 9999" in productor.dice()
    ultima = len(re.findall("] enviada ", productor.dice()))
    productor.esperar(f"-{ultima + 5:04} ·")
    productor.senal()
    assert productor.estado() == 0
    numeros = [int(n) for n in re.findall(r"] enviada \S+-(\d+) ", productor.dice())]
    assert sorted(numeros) == list(range(1, len(numeros) + 1))


def test_el_worker_sigue_si_le_borran_la_cola(servicio, conectar):
    worker = servicio("worker")
    worker.esperar("listo")

    conectar("admin").queue_delete(COLA)

    worker.esperar("el broker canceló el consumo: ¿cola borrada")
    worker.esperar("] listo · ", veces=2)
