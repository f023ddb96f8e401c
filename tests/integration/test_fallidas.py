"""make fallidas y make reintentar, sobre el canal de una prueba."""

import os
import time

import pytest
from pika import BasicProperties

from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from taller import fallidas


@pytest.fixture
def admin(conectar):
    """Un canal con tres tareas fallidas, en orden."""
    admin = conectar("admin")
    MODO.declarar(admin)
    for numero in (1, 2, 3):
        cuerpo = Tarea(id=f"a-{numero}", complejidad=0).a_json()
        propias = BasicProperties(message_id=f"a-{numero}", headers={"mia": 1})
        admin.basic_publish("", MODO.cola, cuerpo, propias)
    for metodo, _, _ in admin.consume(MODO.cola, inactivity_timeout=5):
        admin.basic_reject(metodo.delivery_tag, requeue=False)
        if metodo.delivery_tag == 3:
            break
    admin.cancel()
    fin = time.monotonic() + 10
    while len(fallidas.todas(admin)) < 3:  # nack y no cancel, que contaría como intento
        admin.basic_nack(0, multiple=True, requeue=True)
        assert time.monotonic() < fin, "las tres no han llegado a tareas_fallidas en 10 s"
        admin.connection.process_data_events(0.05)
    admin.basic_nack(0, multiple=True, requeue=True)
    return admin


def ids(channel, cola):
    hallados = []
    while (entrega := channel.basic_get(cola))[0]:
        hallados.append(Tarea.de_json(entrega[2]).id)
    return hallados


def test_mirar_25_veces_no_cambia_nada(admin, capsys):
    vistas = set()
    for _ in range(25):
        fallidas.mirar(admin)
        vistas.add(capsys.readouterr().out.replace("1 s", "0 s").replace("2 s", "0 s"))

    assert len(vistas) == 1
    texto = vistas.pop()
    assert texto.startswith("3 en tareas_fallidas\n")
    assert "a-1            no es una tarea            1" in texto
    assert ids(admin, fallidas.FALLIDAS) == ["a-1", "a-2", "a-3"]


def test_reintentar_las_devuelve_todas_sin_las_marcas_del_broker(admin, capsys):
    assert fallidas.reintentar(admin, "") == 0

    assert capsys.readouterr().out == "3 de vuelta en tareas_distribuidas\n"
    assert ids(admin, fallidas.FALLIDAS) == []
    _, propiedades, _ = admin.basic_get(MODO.cola)
    assert propiedades.headers == {"mia": 1}
    assert (propiedades.message_id, propiedades.delivery_mode) == ("a-1", 2)


def test_reintentar_una_deja_las_demas(admin):
    assert fallidas.reintentar(admin, "a-2") == 0

    assert ids(admin, MODO.cola) == ["a-2"]
    demas = fallidas.todas(admin)
    assert {d.id: d.propiedades.headers["x-delivery-count"] for d in demas} == {"a-1": 1, "a-3": 1}


def test_reintentar_una_que_no_esta_lo_dice(admin, capsys):
    assert fallidas.reintentar(admin, "otra") == 1

    assert "no hay ninguna con id «otra»" in capsys.readouterr().err


def test_un_corte_a_medias_repite_y_no_pierde(admin, conectar, monkeypatch):
    def corte(_tag):
        raise KeyboardInterrupt  # entre el confirm y el ack

    monkeypatch.setattr(admin, "basic_ack", corte)
    with pytest.raises(KeyboardInterrupt):
        fallidas.reintentar(admin, "")
    admin.connection.close()

    otro = conectar("admin")
    assert ids(otro, MODO.cola) == ["a-1"]
    assert ids(otro, fallidas.FALLIDAS) == ["a-1", "a-2", "a-3"]


def test_un_cuerpo_hostil_sale_escapado_y_cortado():
    hostil = fallidas.Fallida(1, BasicProperties(message_id="\x1b[31m\n"), b"\x1b" * 1000)

    linea = hostil.linea(0)

    assert "\x1b" not in linea
    assert "\n" not in linea
    assert len(linea) < 200


def test_sin_taller_en_marcha_se_dice(capsys, monkeypatch):
    monkeypatch.setitem(os.environ, "COMPOSE_PROJECT_NAME", "no-existe")

    assert fallidas.main("mirar") == 1
    assert "¿está en marcha?" in capsys.readouterr().err
