"""El búfer y la lectura de eventos; que de verdad salgan se prueba contra un broker."""

import logging

import pytest

from comun.evento import Evento, Que
from comun.eventos import PENDIENTES, Eventos
from tests.servicios import servicio


def test_el_bufer_no_crece_sin_fin_y_pierde_lo_mas_antiguo():
    eventos = Eventos(servicio())

    for numero in range(PENDIENTES + 10):
        eventos.registrar(Que.RECIBIDA, numero, "x")

    assert len(eventos._pendientes) == PENDIENTES
    assert eventos._pendientes[-1]["id"] == str(PENDIENTES + 9)


def test_la_linea_escapa_el_id_y_el_evento_lo_lleva_tal_cual(caplog):
    eventos = Eventos(servicio())
    caplog.set_level(logging.INFO)

    eventos.registrar(Que.COMPLETADA, "a-1 · 4.0 s", "0.0 s")

    assert caplog.messages == [r"completada a-1\x20\xb7\x204.0\x20s · 0.0 s"]
    assert eventos._pendientes[-1]["id"] == "a-1 · 4.0 s"


@pytest.mark.parametrize(
    "cuerpo", [b"", b"\xff", b"3", b"[3]", b'[{"que": "otra"}]', b"[" * 100_000, b'{"que": 1}']
)
def test_lo_que_no_es_una_lista_de_eventos_se_pasa_por_alto(cuerpo):
    assert Evento.lote(cuerpo) == []


@pytest.mark.parametrize("instante", ["NaN", "Infinity", "1e308", "-1", '"ayer"', "null", "true"])
def test_un_evento_sin_un_instante_que_valga_se_pasa_por_alto(instante):
    hecho = f'[{{"que": "recibida", "quien": "worker1", "id": "a", "instante": {instante}}}]'

    assert Evento.lote(hecho.encode()) == []
