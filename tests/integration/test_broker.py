"""Lo que pone la configuración del broker: permisos, reintentos, tareas fallidas."""

import time
from itertools import pairwise

import pika
import pytest
from pika import exceptions

from comun.modos.pub_sub import MODO as PUB_SUB
from comun.modos.routing import MODO as ROUTING
from comun.modos.work_queue import MODO as WORK_QUEUE
from comun.tarea import Tarea


def siguiente(channel, cola):
    """La próxima entrega de una cola, esperando hasta 10 s."""
    limite = time.monotonic() + 10
    while time.monotonic() < limite:
        metodo, propiedades, cuerpo = channel.basic_get(cola)
        if metodo:
            return metodo, propiedades, cuerpo
        channel.connection.process_data_events(0.05)
    pytest.fail(f"nada en {cola} tras 10 s")


def test_un_reject_vuelve_tras_una_pausa_y_al_cuarto_pasa_a_tareas_fallidas(conectar):
    channel = conectar("admin")
    WORK_QUEUE.declarar(channel)
    WORK_QUEUE.publicar(channel, Tarea(id="mala", complejidad=0))
    instantes = []

    for _ in range(WORK_QUEUE.intentos):
        metodo, _, _ = siguiente(channel, "tareas_distribuidas")
        instantes.append(time.monotonic())
        channel.basic_reject(metodo.delivery_tag, requeue=True)

    _, propiedades, cuerpo = siguiente(channel, "tareas_fallidas")
    assert Tarea.de_json(cuerpo).id == "mala"
    assert propiedades.headers["x-death"][0]["reason"] == "delivery_limit"
    pausas = [despues - antes for antes, despues in pairwise(instantes)]
    for pausa, contrato in zip(pausas, (0.5, 1.0, 1.5), strict=True):
        assert contrato - 0.1 < pausa < contrato + 1


def test_mirar_las_fallidas_25_veces_y_cerrar_sin_responder_no_las_destruye(conectar):
    conectar("admin").basic_publish("", "tareas_fallidas", b"{}")

    for _ in range(25):  # cerrar cuenta como intento, y por defecto hay 20
        channel = conectar("admin")
        siguiente(channel, "tareas_fallidas")
        channel.connection.close()

    assert siguiente(conectar("admin"), "tareas_fallidas")[2] == b"{}"


POLITICAS = {
    "tareas_distribuidas": {
        "delivery-limit": 3,
        "dead-letter-exchange": "",
        "dead-letter-routing-key": "tareas_fallidas",
        "dead-letter-strategy": "at-least-once",
        "overflow": "reject-publish",
        "delayed-retry-type": "failed",
        "delayed-retry-min": 500,
        "delayed-retry-max": 8000,
    },
    "tareas_fallidas": {"delivery-limit": -1},
    "eventos": {"max-length-bytes": 64_000_000, "stream-max-segment-size-bytes": 8_000_000},
}


def test_cada_cola_tiene_la_politica_del_contrato(broker, vhost, conectar):
    WORK_QUEUE.declarar(conectar("admin"))

    def politicas():  # la API las sabe un segundo después
        colas = {
            c["name"]: c.get("effective_policy_definition") for c in broker.api(f"queues/{vhost}")
        }
        return all(colas.values()) and colas

    assert broker.esperar(politicas, 10) == POLITICAS


def test_publicar_a_un_fanout_sin_nadie_se_devuelve(conectar):
    channel = conectar("producer")
    PUB_SUB.declarar(channel)

    with pytest.raises(exceptions.UnroutableError):
        PUB_SUB.publicar(channel, Tarea(id="a", complejidad=0))


@pytest.mark.parametrize(
    ("usuario", "prohibido"),
    [
        ("producer", lambda c: c.basic_get("tareas_distribuidas")),
        ("worker", lambda c: WORK_QUEUE.publicar(c, Tarea(id="a", complejidad=0))),
        ("worker", lambda c: PUB_SUB.publicar(c, Tarea(id="a", complejidad=0))),
        ("worker", lambda c: c.basic_get("tareas_fallidas")),
        ("monitor", lambda c: c.basic_get("tareas_distribuidas")),
        ("panel", lambda c: c.basic_get("tareas_distribuidas")),
        ("monitor", lambda c: c.queue_purge("tareas_distribuidas")),
        ("monitor", lambda c: WORK_QUEUE.publicar(c, Tarea(id="a", complejidad=0))),
        ("monitor", lambda c: c.queue_declare("", exclusive=True)),
        ("panel", lambda c: c.queue_bind("eventos", "distribuidor_tareas")),
        ("worker", lambda c: c.queue_declare("eventos", passive=True)),
        ("panel", lambda c: c.basic_get("tareas_fallidas")),
        ("worker", lambda c: c.queue_purge("tareas_fallidas")),
        ("worker", lambda c: c.queue_delete("tareas_fallidas")),
        ("worker", lambda c: c.queue_bind("tareas_fallidas", "tareas_por_cola", "x")),
        ("producer", lambda c: c.queue_delete("tareas_fallidas")),
        ("producer", lambda c: c.queue_purge("tareas_distribuidas")),
        ("producer", lambda c: c.basic_get("tareas_chevere")),
        ("worker", lambda c: ROUTING.publicar(c, Tarea(id="a", tipo="chevere"))),
        ("worker", lambda c: c.basic_publish("tareas_por_cola", "tareas_chevere", b"{}")),
        ("worker", lambda c: c.exchange_delete("tareas_por_cola")),
        ("producer", lambda c: c.exchange_delete("tareas_por_cola")),
        ("worker", lambda c: c.queue_delete("eventos")),
        ("producer", lambda c: c.queue_delete("eventos")),
        ("producer", lambda c: c.exchange_delete("eventos_tareas")),
        ("herramientas", lambda c: c.basic_get("tareas_distribuidas")),
        ("herramientas", lambda c: c.basic_get("tareas_chevere")),
        ("herramientas", lambda c: WORK_QUEUE.publicar(c, Tarea(id="a", complejidad=0))),
        ("herramientas", lambda c: PUB_SUB.publicar(c, Tarea(id="a", complejidad=0))),
        ("herramientas", lambda c: ROUTING.publicar(c, Tarea(id="a", tipo="chevere"))),
        ("herramientas", WORK_QUEUE.declarar),
        ("herramientas", lambda c: c.queue_declare("", exclusive=True)),
        ("herramientas", lambda c: c.queue_declare("tareas_distribuidas", passive=True)),
        ("herramientas", lambda c: c.queue_purge("tareas_distribuidas")),
        ("herramientas", lambda c: c.queue_delete("tareas_fallidas")),
        ("herramientas", lambda c: c.queue_delete("eventos")),
        ("herramientas", lambda c: c.queue_bind("tareas_fallidas", "eventos_tareas")),
        ("herramientas", lambda c: c.exchange_bind("tareas_por_cola", "tareas_por_tipo")),
        ("herramientas", lambda c: c.exchange_delete("tareas_por_cola")),
        ("worker", lambda c: c.queue_declare("otra")),
        ("producer", lambda c: c.queue_declare("otra")),
    ],
)
def test_nadie_hace_mas_de_lo_que_le_toca(conectar, usuario, prohibido):
    admin = conectar("admin")
    WORK_QUEUE.declarar(admin)
    PUB_SUB.declarar(admin)
    ROUTING.declarar(admin)

    with pytest.raises(exceptions.ChannelClosedByBroker) as error:
        prohibido(conectar(usuario))

    assert error.value.reply_code == 403


def test_un_cliente_ajeno_que_declara_la_cola_duradera_de_siempre_entra(conectar):
    WORK_QUEUE.declarar(conectar("worker"))

    conectar("admin").queue_declare("tareas_distribuidas", durable=True)


PERMISOS = {  # configure, write, read
    "admin": (".*", ".*", ".*"),
    "producer": (
        "^(distribuidor_tareas|tareas_(?!(fallidas|por_cola)$).*)$",
        r"^(amq\.default|distribuidor_tareas|eventos_tareas|tareas_(?!fallidas$).*)$",
        "^tareas_por_",
    ),
    "worker": (
        r"^(distribuidor_tareas|amq\.gen-.*|tareas_(?!(fallidas|por_cola)$).*)$",
        r"^(eventos_tareas|amq\.gen-.*|tareas_(?!por_|fallidas$).*)$",
        r"^(distribuidor_tareas|amq\.gen-.*|tareas_(?!fallidas$).*)$",
    ),
    "monitor": ("^$", "^$", "^eventos$"),
    "panel": ("^$", "^$", "^eventos$"),
    "herramientas": ("^$", "^(eventos_tareas|tareas_por_cola)$", "^(eventos|tareas_fallidas)$"),
}


def test_cada_usuario_tiene_los_permisos_del_contrato_y_no_hay_mas_usuarios(broker):
    permisos = {
        p["user"]: (p["configure"], p["write"], p["read"])
        for p in broker.api("permissions")
        if p["vhost"] == "/"
    }
    etiquetas = {u["name"]: u["tags"] for u in broker.api("users")}
    etiquetas.pop("tardio", None)  # el que pone y quita test_api.py, quizá a la vez

    assert permisos == PERMISOS
    assert etiquetas == {
        "admin": ["administrator"],
        "producer": [],
        "worker": [],
        "monitor": ["monitoring"],
        "panel": ["monitoring"],
        "herramientas": [],
    }


def test_cada_modo_declara_lo_que_dice_el_contrato(broker, vhost, conectar):
    worker = conectar("worker")
    WORK_QUEUE.suscribir(worker)
    (propia,) = PUB_SUB.suscribir(worker)

    cola = broker.api(f"queues/{vhost}/tareas_distribuidas")
    exclusiva = broker.api(f"queues/{vhost}/{propia}")
    exchange = broker.api(f"exchanges/{vhost}/distribuidor_tareas")
    eventos = broker.api(f"exchanges/{vhost}/eventos_tareas")
    diario = broker.api(f"queues/{vhost}/eventos")
    assert (cola["type"], cola["durable"]) == ("quorum", True)
    assert (exclusiva["type"], exclusiva["exclusive"]) == ("classic", True)
    assert (exchange["type"], exchange["durable"]) == ("fanout", False)
    assert (eventos["type"], eventos["durable"]) == ("fanout", True)
    assert (diario["type"], diario["durable"]) == ("stream", True)


class Anonimas(pika.PlainCredentials):
    """Lo que RabbitMQ 4 admite por defecto sin usuario ni clave."""

    TYPE = "ANONYMOUS"

    def response_for(self, _inicio):
        return "ANONYMOUS", b""


def test_nadie_entra_sin_usuario(broker):
    puerto = int(broker.entorno["PUERTO_AMQP"])
    anonimas = pika.ConnectionParameters("127.0.0.1", puerto, credentials=Anonimas("", ""))

    with pytest.raises(exceptions.ProbableAuthenticationError):
        pika.BlockingConnection(anonimas)


def test_guest_no_existe(broker):
    credenciales = pika.PlainCredentials("guest", "guest")
    puerto = int(broker.entorno["PUERTO_AMQP"])

    with pytest.raises(exceptions.ProbableAuthenticationError):
        pika.BlockingConnection(
            pika.ConnectionParameters("127.0.0.1", puerto, credentials=credenciales)
        )
