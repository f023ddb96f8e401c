"""Una línea de las fallidas: lo que dice un mensaje no lo decide quien lo publicó."""

import re
from datetime import UTC, datetime

import pytest
from pika import BasicProperties

from herramientas.contenedor.fallida import Fallida


def linea(cuerpo=b"{}", **propiedades):
    return Fallida(1, BasicProperties(**propiedades), cuerpo).linea(60.0)


def test_un_cuerpo_hostil_sale_escapado_y_cortado():
    dicho = linea(b"\x1b" * 1000, message_id="\x1b[31m\n")

    assert "\x1b" not in dicho
    assert "\n" not in dicho
    assert len(dicho) < 200


def test_una_cabecera_hostil_sale_escapada_y_cortada():
    dicho = linea(headers={"x-delivery-count": "\x1b[31m\n" * 50})

    assert "\x1b" not in dicho
    assert "\n" not in dicho
    assert len(dicho) < 200


@pytest.mark.parametrize(
    "cabeceras",
    [
        {"x-death": 5},
        {"x-death": {"time": 1}},
        {"x-death": []},
        {"x-death": [5]},
        {"x-death": [{"time": "ayer"}]},
        {"x-death": [{"reason": ["rejected"], "queue": 7}]},
        {"x-delivery-count": None},
    ],
)
def test_una_cabecera_que_no_es_del_broker_no_impide_la_lista(cabeceras):
    assert linea(b'{"id": "a"}', headers=cabeceras).startswith("a ")


def test_se_dice_cuanto_hace_y_por_que():
    muerte = {"time": datetime.fromtimestamp(0, UTC), "reason": "rejected", "queue": "tareas_x"}

    dicho = linea(headers={"x-death": [muerte]})

    assert re.search(r" no es una tarea +tareas_x +\? +60 s  \{\}$", dicho)


@pytest.mark.parametrize(
    ("cuerpo", "dicho"),
    [
        (b'{"id": "a 1"}', r"a\x201"),
        (b'{"id": 0}', "0 "),
        (b'{"id": null}', "(sin id)"),
        (b"hola", "del-mensaje"),
    ],
)
def test_el_id_es_el_de_la_tarea_o_el_del_mensaje(cuerpo, dicho):
    assert linea(cuerpo, message_id="del-mensaje").startswith(dicho)
