"""El búfer y la lectura de eventos; que de verdad salgan se prueba contra un broker."""

import logging

import pytest

from comun.ajustes import Ajustes
from comun.evento import Evento, Que
from comun.eventos import PENDIENTES, Eventos


def test_el_bufer_no_crece_sin_fin_y_pierde_lo_mas_antiguo():
    eventos = Eventos(Ajustes(), "worker1", logging.getLogger("callado"))

    for numero in range(PENDIENTES + 10):
        eventos.contar(Que.RECIBIDA, numero, "x")

    assert len(eventos._pendientes) == PENDIENTES
    assert eventos._pendientes[-1]["id"] == str(PENDIENTES + 9)


@pytest.mark.parametrize(
    "cuerpo", [b"", b"\xff", b"3", b"[3]", b'[{"que": "otra"}]', b"[" * 100_000, b'{"que": 1}']
)
def test_lo_que_no_es_una_lista_de_eventos_se_pasa_por_alto(cuerpo):
    assert Evento.lote(cuerpo) == []
