"""Lo que el taller promete de tamaño y rapidez, con sus límites."""

import statistics

import pytest

from herramientas.medidas import mide
from tests.e2e.tanda import tanda_hecha

pytestmark = [pytest.mark.largo, pytest.mark.sola]


@pytest.fixture(scope="module")
def taller():
    with tanda_hecha(TAREAS="200", COMPLEJIDAD="0", INTERVALO="0.01") as taller:
        yield taller


def test_un_worker_anade_menos_de_1_ms_a_una_tarea(taller):
    assert statistics.median(mide.costos_por_tarea(taller)) < 0.001


def test_un_worker_sin_trabajo_ocupa_menos_de_25_mib(taller):
    assert taller.memoria("worker1") < 25


@pytest.mark.parametrize(("servicio", "limite"), [("worker1", 10e6), ("panel", 15e6)])
def test_nuestras_capas_ocupan_poco_sobre_la_de_python(taller, servicio, limite):
    assert mide.nuestro(taller, servicio) < limite


@pytest.fixture(scope="module")
def tardan(taller):
    """Los segundos que tarda cada uno en parar."""
    return dict(mide.paradas(taller))


def test_sin_trabajo_todos_paran_en_3_s_este_como_este_el_broker(tardan):
    assert max(tardan.values()) < 3


def test_un_worker_sin_trabajo_se_para_en_menos_de_1_s(tardan):
    assert tardan["worker1, broker en marcha"] < 1
