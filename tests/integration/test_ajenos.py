"""Otros clientes AMQP y los nuestros comparten cola y exchange."""

import json
import re
import threading
import time
from itertools import pairwise

import pytest

from comun.modos.pub_sub import MODO as PUB_SUB
from comun.modos.work_queue import MODO as WORK_QUEUE
from comun.tarea import Tarea


def test_una_cola_duradera_declarada_antes_por_otro_no_se_rechaza(ajeno, servicio):
    ajeno("amqp-declare-queue", "--durable", "--queue=tareas_distribuidas")

    servicio("worker").esperar("listo")
    servicio("producer", TAREAS="1").esperar("1 tareas enviadas y confirmadas")


def test_un_fanout_declarado_antes_por_otro_no_se_rechaza(conectar, servicio):
    conectar("admin").exchange_declare("distribuidor_tareas", "fanout")

    servicio("worker", MODO="pub_sub").esperar(
        "listo · modo pub_sub · exchange distribuidor_tareas"
    )
    servicio("producer", MODO="pub_sub", TAREAS="1").esperar("1 tareas enviadas y confirmadas")


def test_un_fanout_declarado_despues_por_otro_no_se_rechaza(conectar, servicio):
    servicio("worker", MODO="pub_sub").esperar("listo")

    conectar("admin").exchange_declare("distribuidor_tareas", "fanout")  # o ChannelClosedByBroker


def test_un_worker_ajeno_y_el_nuestro_se_reparten_la_cola(ajeno, conectar, servicio):
    WORK_QUEUE.declarar(conectar("admin"))
    nuestro = servicio("worker")
    nuestro.esperar("listo")
    consume = ("amqp-consume", "--queue=tareas_distribuidas", "--prefetch-count=1", "--count=5")
    suyas = []
    otro = threading.Thread(
        target=lambda: suyas.extend(ajeno(*consume, "--", "sh", "-c", "cat; echo").splitlines())
    )
    otro.start()
    servicio("producer", TAREAS="0", INTERVALO="0.1", COMPLEJIDAD="0.1")

    otro.join(30)

    assert len([Tarea.de_json(cuerpo) for cuerpo in suyas]) == 5  # si no, no habría acabado
    assert nuestro.dice().count("] recibida ") >= 3  # entretanto, el nuestro no se quedó sin nada


def test_un_suscriptor_ajeno_recibe_su_copia(ajeno, conectar, servicio):
    admin = conectar("admin")
    PUB_SUB.declarar(admin)
    nuestro = servicio("worker", MODO="pub_sub")
    nuestro.esperar("listo")
    copias = []
    otro = threading.Thread(
        target=lambda: copias.extend(
            ajeno(
                "amqp-consume",
                "--exchange=distribuidor_tareas",
                "--routing-key=x",  # sin ella, amqp-consume se cae
                "--exclusive",
                "--no-ack",
                "--count=3",
                "--",
                "sh",
                "-c",
                "cat; echo",
            ).splitlines()
        )
    )
    otro.start()
    productor = servicio("producer", MODO="pub_sub", TAREAS="0", INTERVALO="0.1")

    otro.join(20)

    assert len(copias) == 3
    for cuerpo in copias:
        nuestro.esperar(f"completada {Tarea.de_json(cuerpo).id} ")
    productor.senal()


@pytest.mark.parametrize("ajustes", [{}, {"MODO": "pub_sub"}])
def test_lo_que_publica_el_productor_lleva_sus_propiedades(conectar, servicio, ajustes):
    modo = PUB_SUB if ajustes else WORK_QUEUE
    admin = conectar("admin")
    (cola,) = modo.suscribir(admin)
    servicio("producer", TAREAS="1", COMPLEJIDAD="3", **ajustes)

    _, propiedades, cuerpo = next(admin.consume(cola, auto_ack=True, inactivity_timeout=10))

    assert cuerpo.startswith(b'{"id": "')
    assert b'"complejidad": 3, "timestamp": ' in cuerpo
    assert propiedades.content_type == "application/json"
    assert propiedades.message_id == Tarea.de_json(cuerpo).id
    assert propiedades.delivery_mode == (1 if ajustes else 2)


def test_entre_dos_tareas_pasa_el_intervalo(conectar, servicio):
    admin = conectar("admin")
    (cola,) = WORK_QUEUE.suscribir(admin)
    servicio("producer", TAREAS="3", INTERVALO="0.5")

    entregas = admin.consume(cola, auto_ack=True, inactivity_timeout=10)
    llegadas = [(json.loads(next(entregas)[2]), time.time()) for _ in range(3)]

    instantes = [cuando for _, cuando in llegadas]
    assert all(0.4 <= despues - antes < 2.5 for antes, despues in pairwise(instantes))
    assert abs(instantes[-1] - llegadas[-1][0]["timestamp"]) < 60  # época Unix, en segundos


def test_el_trabajo_dura_su_complejidad(conectar, servicio):
    admin = conectar("admin")
    WORK_QUEUE.declarar(admin)
    WORK_QUEUE.publicar(admin, Tarea(id="a-1", complejidad=1))

    dicho = servicio("worker").esperar("completada a-1 · ")

    (segundos,) = re.findall(r"completada a-1 · (\S+) s\n", dicho)
    assert 1 <= float(segundos) < 2
