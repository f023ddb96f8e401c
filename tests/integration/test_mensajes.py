"""Mensajes malos de un cliente de otra casa: enteros a tareas_fallidas, y el worker sigue."""

import pytest

from taller.fallidas import todas

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
    "html": ((), TITULO % (b"<img src=x onerror=alert(1)>", b"0")),
    "el mismo id": ((), TITULO % (b"bueno-1", b"0")),
}


def test_los_malos_quedan_enteros_en_tareas_fallidas_y_el_worker_sigue(servicio, ajeno, conectar):
    worker = servicio("worker")
    worker.esperar("listo")

    for cuerpo in MALOS.values():
        ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=cuerpo)
    ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=TITULO % (b"fin", b"0"))

    dicho = worker.esperar("completada fin")
    assert dicho.count("] descartada ") == len(MALOS)
    assert dicho.count("pasa a tareas_fallidas") == len(MALOS)
    assert max(map(len, dicho.splitlines())) < 300
    guardados = [fallida.cuerpo for fallida in todas(conectar("admin"))]
    assert sorted(guardados) == sorted(MALOS.values())


def test_lo_raro_que_es_una_tarea_se_hace_y_no_falsifica_lineas(servicio, ajeno):
    worker = servicio("worker")
    worker.esperar("listo")

    for opciones, cuerpo in RAROS_PERO_BUENOS.values():
        ajeno("amqp-publish", "--routing-key=tareas_distribuidas", *opciones, cuerpo=cuerpo)
    ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=TITULO % (b"fin", b"0"))

    dicho = worker.esperar("completada fin")
    completadas = [x for x in dicho.splitlines() if x.startswith("[worker1] completada ")]
    assert len(completadas) == len(RAROS_PERO_BUENOS) + 1
    assert not [x for x in completadas if x.startswith("[worker1] completada falsa")]
    assert "\x1b" not in dicho
    assert "intento 1" in dicho
    assert "intento 100" not in dicho


def test_en_pub_sub_lo_malo_se_dice_y_no_se_guarda(servicio, conectar):
    worker = servicio("worker", MODO="pub_sub")
    worker.esperar("listo")

    conectar("admin").basic_publish("distribuidor_tareas", "", b"hola")

    worker.esperar("descartada (sin id) · no es JSON · no se guarda")
    assert todas(conectar("admin")) == []


@pytest.mark.parametrize("cuerpo", [b"hola", b"[1]"])
def test_lo_malo_se_rechaza_a_la_primera_entrega(servicio, ajeno, conectar, cuerpo):
    servicio("worker").esperar("listo")
    ajeno("amqp-publish", "--routing-key=tareas_distribuidas", cuerpo=cuerpo)

    _, propiedades, _ = next(conectar("admin").consume("tareas_fallidas", inactivity_timeout=10))

    assert propiedades.headers["x-first-death-reason"] == "rejected"
    assert propiedades.headers["x-delivery-count"] == 1
