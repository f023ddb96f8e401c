"""La orden `demo`, con el usuario de las herramientas, sobre una tanda de verdad."""

import re

import pytest


@pytest.mark.parametrize(
    ("modo", "hechas"),
    [
        ("work_queue", r"completadas +3  \(worker1 3\)"),
        ("pub_sub", r"copias completadas 3  \(worker1 3\)"),
    ],
)
def test_sigue_la_ultima_tanda_y_no_hay_que_decirle_el_modo(servicio, herramienta, modo, hechas):
    servicio("worker", MODO=modo).esperar("listo")
    servicio("producer", MODO=modo, TAREAS="3", COMPLEJIDAD="0.2")

    hecho = herramienta("demo")

    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert re.search(r"^ +enviadas +3$", hecho.stdout, re.MULTILINE)
    assert re.search(rf"^ +{hechas}$", hecho.stdout, re.MULTILINE)
    assert re.search(r"^ +perdidas +0$", hecho.stdout, re.MULTILINE)


def test_espera_a_la_que_esta_a_medias(servicio, herramienta):
    servicio("worker").esperar("listo")
    servicio("producer", TAREAS="2", COMPLEJIDAD="3").esperar("2 tareas enviadas")

    hecho = herramienta("demo")

    assert re.search(r"enviadas 2 · completadas 1$", hecho.stdout, re.MULTILINE)  # paso a paso
    assert re.search(r"^ +completadas +2 ", hecho.stdout, re.MULTILINE)


def test_un_instante_que_no_lo_es_se_dice(herramienta):
    hecho = herramienta("demo", "ayer")

    assert hecho.returncode == 1
    assert hecho.stderr == (
        "[demo] «ayer» no es válido: se espera un instante, como 2026-01-31T12:00:00Z\n"
    )
