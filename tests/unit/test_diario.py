"""Lo que un proceso guarda para su próximo lote, sin broker."""

import json
import logging

import pytest

from comun.servicio.diario import DE_GOLPE, PENDIENTES, POR_LOTE, Diario
from comun.texto import LARGO_VISIBLE
from comun.verbo import Verbo
from seguimiento.lote import Lote
from tests.servicios import servicio


class SinBroker:
    def process_data_events(self, _):
        pass


@pytest.fixture
def diario():
    return Diario(servicio("worker"))


def lotes(diario, cuantos=1):
    """Los siguientes, leídos."""
    cuerpos = [diario._siguiente(SinBroker())[0] for _ in range(cuantos)]
    return [Lote.de_json(cuerpo) for cuerpo in cuerpos if cuerpo]


def test_el_primero_sale_aunque_no_haya_pasado_nada(diario):
    (primero, *otros) = lotes(diario, 2)

    assert (primero.proceso, primero.numero, primero.hechos) == ("worker.abc123", 1, ())
    assert not otros


def test_lo_que_no_cabe_en_detalle_esta_en_los_totales(diario):
    for n in range(DE_GOLPE + 3000):
        diario.apuntar(Verbo.COMPLETADA, str(n))

    todos = lotes(diario, 1 + DE_GOLPE // POR_LOTE + 3)

    hechos = [hecho for lote in todos for hecho in lote.hechos]
    assert todos[-1].totales[Verbo.COMPLETADA] == DE_GOLPE + 3000
    assert DE_GOLPE <= len(hechos) < DE_GOLPE + 1000
    assert max(len(lote.hechos) for lote in todos) == POR_LOTE


def test_los_totales_salen_aunque_no_quepa_ningun_detalle(diario):
    for n in range(3 * DE_GOLPE):
        diario.apuntar(Verbo.FALLIDA, str(n))
    lotes(diario, 1 + 2 * DE_GOLPE // POR_LOTE)

    diario.apuntar(Verbo.COMPLETADA, "a")

    (ultimo,) = lotes(diario)
    assert (ultimo.totales[Verbo.COMPLETADA], ultimo.hechos) == (1, ())


def test_lo_que_sale_mal_cabe_aunque_lo_demas_ya_no(diario):
    for n in range(DE_GOLPE + 1000):
        diario.apuntar(Verbo.RECIBIDA, str(n))

    diario.apuntar(Verbo.FALLIDA, "mala", motivo="x")

    assert diario._detalles[-1]["id"] == "mala"


def test_sin_broker_no_crece(diario, monkeypatch):
    monkeypatch.setattr("comun.servicio.diario.POR_SEGUNDO", 10**9)

    for n in range(PENDIENTES + 10):
        diario.apuntar(Verbo.RECIBIDA, str(n))

    assert len(diario._detalles) == PENDIENTES
    assert diario._detalles[-1]["id"] == str(PENDIENTES + 9)


def test_en_el_registro_un_id_hostil_sale_escapado_y_en_el_diario_entero(diario, caplog):
    caplog.set_level(logging.INFO)
    diario.registrar(Verbo.COMPLETADA, "a-1 · 4.0 s", "0.0 s")
    diario.registrar(Verbo.COMPLETADA, "x" * 200, "0.0 s")

    (lote,) = lotes(diario)

    assert caplog.messages[0] == r"completada a-1\x20\xb7\x204.0\x20s · 0.0 s"
    assert len(caplog.messages[1]) < LARGO_VISIBLE + 30
    assert [hecho.id for hecho in lote.hechos] == ["a-1 · 4.0 s", "x" * 200]


def test_el_ultimo_lote_dice_que_lo_es(diario):
    diario._fin.set()
    diario.apuntar(Verbo.COMPLETADA, "a")

    cuerpo, acabado = diario._siguiente(SinBroker())

    assert acabado
    assert json.loads(cuerpo)["fin"] is True
