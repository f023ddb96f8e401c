"""Una cabecera que el broker admite y pika no sabe leer: el worker sigue y el mensaje se guarda.

Pika hace de un instante un datetime, y uno en milisegundos (el de un reloj de Java o de
JavaScript) cae en el año 33658, que no cabe.
"""

import struct

import pika
import pytest

TAREA = b'{"id": "ilegible", "complejidad": 0}'
EN_MILISEGUNDOS = struct.pack(">cQ", b"T", 10**15)


@pytest.fixture
def publicar(conectar, monkeypatch):
    """Publica con la cabecera ya codificada: a pika no se le puede pedir que la escriba."""

    def hacer(exchange, routing_key):
        def encode_value(piezas, _):
            piezas.append(EN_MILISEGUNDOS)
            return len(EN_MILISEGUNDOS)

        channel = conectar("admin")
        monkeypatch.setattr(pika.data, "encode_value", encode_value)
        propiedades = pika.BasicProperties(headers={"cuando": 1})
        channel.basic_publish(exchange, routing_key, TAREA, propiedades)
        monkeypatch.undo()

    return hacer


def test_el_diario_se_sigue_leyendo_con_uno_que_no_se_sabe_leer(servicio, publicar, monitor):
    """En un stream sigue ahí: cada vez que alguien lo lee desde el principio."""
    for _ in range(2):
        servicio("worker", WORKER_ID="1").esperar("listo")
        publicar("eventos_tareas", "")
    servicio("producer", TAREAS="3").esperar("3 tareas enviadas")

    vigila = monitor()

    vigila.esperar("todo hecho: 3 completadas")
    assert "no sabe leer" in vigila.dice()


def test_el_worker_sigue_y_tras_sus_intentos_el_mensaje_esta_en_tareas_fallidas(
    servicio, publicar, conectar, broker, vhost
):
    worker = servicio("worker")
    worker.esperar("listo")
    publicar("", "tareas_distribuidas")
    conectar("producer").basic_publish("", "tareas_distribuidas", b'{"id": "b", "complejidad": 0}')

    worker.esperar("completada b")
    broker.esperar(lambda: broker.api(f"queues/{vhost}/tareas_fallidas").get("messages"))
    mira = {"count": 1, "ackmode": "ack_requeue_true", "encoding": "auto"}
    [guardado] = broker.api(f"queues/{vhost}/tareas_fallidas/get", "POST", mira)

    assert guardado["payload"].encode() == TAREA
    assert "no sabe leer" in worker.dice()


def test_en_pub_sub_se_pierde_esa_y_el_worker_sigue(servicio, publicar, conectar):
    worker = servicio("worker", MODO="pub_sub")
    worker.esperar("listo")

    publicar("distribuidor_tareas", "")
    worker.esperar("no sabe leer")
    worker.esperar("listo", veces=2)
    conectar("admin").basic_publish("distribuidor_tareas", "", b'{"id": "b", "complejidad": 0}')

    worker.esperar("completada b")


def test_la_lista_de_fallidas_lo_dice_en_una_linea(publicar, herramienta):
    publicar("", "tareas_fallidas")

    hecho = herramienta("fallidas")

    assert hecho.returncode == 1
    dicho = "[fallidas] se cortó (llegó un mensaje con una cabecera que pika no sabe leer)"
    assert hecho.stderr.startswith(dicho)
    assert hecho.stderr.count("\n") == 1
