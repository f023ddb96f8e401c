"""make demo: sigue su tanda, y solo la suya, y su estado no miente."""

import re

import pytest

from herramientas.sistema.docker import orden
from tests.e2e.ordenes import SOLO

pytestmark = pytest.mark.largo


def demo(taller, **ajustes):
    return orden("make", "-s", "demo", entorno={**taller.entorno, **SOLO, **ajustes})


@pytest.mark.compose
def test_resume_su_tanda_y_deja_el_taller_en_marcha(taller):
    for _ in range(2):  # la segunda no cuenta lo de la primera
        dicho = demo(taller, COMPLEJIDAD="0.1", INTERVALO="0.1")

        assert re.search(r"enviadas +10\n", dicho)
        assert re.search(r"completadas +10 +\(worker1 \d · worker2 \d\)\n", dicho)
        assert re.search(r"perdidas +0\n", dicho)
        assert f"http://127.0.0.1:{taller.entorno['PUERTO_UI']}" in dicho
    assert taller.estado("worker1")["State"]["Running"]
    broker = taller.estado("rabbitmq")["Config"]["Image"]
    python = taller.estado("worker1")["Config"]["Labels"]["taller.base"]
    assert f"Corre sobre {broker} y {python}." in dicho


@pytest.mark.timeout(240)
def test_la_que_esta_a_medias_se_sigue_hasta_el_final(taller):
    # 40 s enviando: si acabara antes que el up de la demo, ese up lo arrancaría otra vez
    ajustes = {"COMPLEJIDAD": "0", "TAREAS": "3", "INTERVALO": "20"}
    arranca = ("herramientas/preparar/compose.sh", "up", "-d", "--build")
    orden(*arranca, entorno={**taller.entorno, **SOLO, **ajustes})
    taller.esperar(lambda: "enviada" in taller.dice("producer"))
    antes = taller.estado("producer")["State"]["StartedAt"]

    dicho = demo(taller, **ajustes)

    assert taller.estado("producer")["State"]["StartedAt"] == antes
    assert re.search(r"enviadas +3\n", dicho)
    assert re.search(r"perdidas +0\n", dicho)


def test_en_pub_sub_cuenta_copias(taller):
    dicho = demo(taller, MODO="pub_sub", COMPLEJIDAD="0.1", INTERVALO="0.1")

    assert re.search(r"copias completadas 20 +\(worker1 10 · worker2 10\)\n", dicho)


def test_si_el_productor_no_sale_acaba_con_1(taller):
    # En el diario puede haber tandas de antes, y ninguna es la que se pide
    with pytest.raises(RuntimeError, match=r"no ha empezado ninguna tanda: docker(.|\n)*Error 1"):
        demo(taller, TAREAS="diez")


def test_en_topics_cuenta_copias_y_espera_a_que_esten_todas(taller):
    dicho = demo(
        taller, MODO="topics", TIPOS="norte.urgente.correo", COMPLEJIDAD="0.1", INTERVALO="0.1"
    )

    assert re.search(r"copias completadas 30 +\(worker1 20 · worker2 10\)\n", dicho)
    assert re.search(r"perdidas +0\n", dicho)
