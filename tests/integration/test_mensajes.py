"""Mensajes malos de un cliente de otra casa: enteros a tareas_fallidas, y el worker sigue."""

import pytest
from pika import BasicProperties

from herramientas.contenedor.fallida import todas

TITULO = b'{"id": "%s", "complejidad": %s}'
MALOS = {
    "vacio": b"",
    "no es utf-8": b"\xff\xfe\x00",
    "no es json": b"hola",
    "una lista": b"[1, 2]",
    "un numero": b"42",
    "null": b"null",
    "sin id": b'{"complejidad": 1}',
    "complejidad de texto": b'{"id": "x", "complejidad": "mucha"}',
    "negativa": TITULO % (b"x", b"-1"),
    "nan": TITULO % (b"x", b"NaN"),
    "infinita": TITULO % (b"x", b"Infinity"),
    "true": TITULO % (b"x", b"true"),
    "601": TITULO % (b"x", b"601"),
    "1e9": TITULO % (b"x", b"1e9"),
    "id de 100 kB": TITULO % (b"x" * 100_000, b"0"),
    "10 MB": b"\x00basura" * 1_500_000,
    "muy anidado": b"[" * 100_000,
}
RAROS_PERO_BUENOS = {
    "otro content_type": (("--content-type=text/plain",), TITULO % (b"bueno-1", b"0")),
    "cabeceras ajenas": (
        ("--header=x-delivery-count: 99", "--header=otra: cosa"),
        TITULO % (b"bueno-2", b"0"),
    ),
    "ansi": ((), TITULO % (rb"\u001b[31mrojo", b"0")),
    "salto de linea": ((), TITULO % (rb"a\n[worker1] completada falsa \u00b7 0.0 s", b"0")),
    "el final de otra linea": ((), TITULO % (rb"fin \u00b7 0.0 s", b"0")),
    "un id de 200 caracteres": ((), TITULO % (b"x" * 200, b"0")),
    "un id entero, y lo demas de cualquier forma": (
        (),
        b'{"id": 7, "complejidad": 0.05, "timestamp": "ayer", "de mas": {}}',
    ),
    "html": ((), TITULO % (b"<img src=x onerror=alert(1)>", b"0")),
    "el mismo id": ((), TITULO % (b"bueno-1", b"0")),
}


def test_los_malos_quedan_enteros_en_tareas_fallidas_y_el_worker_sigue(
    servicio, ajeno, conectar, broker
):
    worker = servicio("worker")
    worker.esperar("listo")

    for cuerpo in MALOS.values():
        ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=cuerpo)
    ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=TITULO % (b"fin", b"0"))

    dicho = worker.esperar("completada fin")
    assert dicho.count("] descartada ") == len(MALOS)
    assert dicho.count("pasa a tareas_fallidas") == len(MALOS)
    admin = conectar("admin")

    def guardados():
        cuerpos = [fallida.cuerpo for fallida in todas(admin)]
        admin.basic_nack(0, multiple=True, requeue=True)
        return len(cuerpos) >= len(MALOS) and sorted(cuerpos)

    assert broker.esperar(guardados, 10) == sorted(MALOS.values())  # llegan un poco después


def test_lo_raro_que_es_una_tarea_se_hace_y_no_falsifica_lineas(servicio, ajeno):
    worker = servicio("worker")
    worker.esperar("listo")

    for opciones, cuerpo in RAROS_PERO_BUENOS.values():
        ajeno("amqp-publish", "--routing-key=tareas_distribuidas", *opciones, cuerpo=cuerpo)
    ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=TITULO % (b"fin", b"0"))

    dicho = worker.esperar("completada fin ·")
    completadas = [x for x in dicho.splitlines() if x.startswith("[worker1] completada ")]
    assert len(completadas) == len(RAROS_PERO_BUENOS) + 1
    assert not [x for x in completadas if x.startswith("[worker1] completada falsa")]
    assert [x for x in completadas if x.split()[2] == "fin"] == completadas[-1:]
    assert "[worker1] recibida 7 · complejidad 0.05 · intento 1\n" in dicho
    assert "\x1b" not in dicho
    assert "x" * 65 not in dicho
    assert "intento 1" in dicho
    assert "intento 100" not in dicho


def test_un_message_id_hostil_no_falsifica_lineas(servicio, conectar):
    worker = servicio("worker")
    worker.esperar("listo")
    hostil = BasicProperties(message_id="\x1b[31m\n[worker1] completada falsa · 0.0 s")

    conectar("admin").basic_publish("", "tareas_distribuidas", b"hola", hostil)

    worker.esperar(
        r"[worker1] descartada \x1b[31m\n[worker1]\x20completada\x20falsa\x20\xb7\x200.0\x20s"
        " · no es JSON · pasa a tareas_fallidas\n"
    )


def test_un_x_delivery_count_ajeno_no_cuenta_como_intentos(servicio, conectar):
    worker = servicio("worker")
    worker.esperar("listo")
    ajena = BasicProperties(headers={"x-delivery-count": 99})

    conectar("admin").basic_publish("", "tareas_distribuidas", TITULO % (b"a-1", b"0"), ajena)

    worker.esperar("recibida a-1 · complejidad 0 · intento 1\n")


def test_en_pub_sub_lo_malo_se_dice_no_se_guarda_y_el_worker_sigue(servicio, conectar):
    admin = conectar("admin")
    worker = servicio("worker", MODO="pub_sub")
    worker.esperar("listo")

    for cuerpo in (*MALOS.values(), TITULO % (b"fin", b"0")):
        admin.basic_publish("distribuidor_tareas", "", cuerpo)

    dicho = worker.esperar("completada fin")
    assert dicho.count("] descartada (sin id) · ") == len(MALOS)
    assert dicho.count(" · no se guarda\n") == len(MALOS)
    assert [*todas(admin)] == []


@pytest.mark.parametrize("cuerpo", [b"hola", b"[1]"])
def test_lo_malo_se_rechaza_a_la_primera_entrega(servicio, ajeno, conectar, cuerpo):
    servicio("worker").esperar("listo")
    ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=cuerpo)

    _, propiedades, _ = next(conectar("admin").consume("tareas_fallidas", inactivity_timeout=10))

    assert propiedades.headers["x-first-death-reason"] == "rejected"
    assert propiedades.headers["x-delivery-count"] == 1
