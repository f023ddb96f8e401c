"""Qué copias puede perder pub_sub: las del rato en que su worker faltaba, y ni una más."""

import pytest

from herramientas.caos.corrida import Corrida
from herramientas.caos.cuentas import CONFIRM, perdibles
from herramientas.caos.fallo import Fallo
from herramientas.sistema.recuento import Recuento
from herramientas.sistema.taller import Taller

AUSENCIA = ("worker1", 10.0, 20.0)


def recuento(enviadas, hechas=()):
    cuentas = Recuento(copias=True, workers=["worker1", "worker2"], enviadas=enviadas)
    cuentas.hechas.update(("worker1", tarea) for tarea in hechas)
    return cuentas


def test_las_de_la_ausencia_y_solo_de_quien_faltaba():
    assert perdibles(recuento({"a": 9.9, "b": 10, "c": 20}, "a"), [AUSENCIA]) == {
        ("worker1", "b"),
        ("worker1", "c"),
    }


def test_la_que_se_confirmo_justo_despues_de_volver_se_publico_antes():
    assert perdibles(recuento({"a": 20.1, "b": 20.2, "c": 20.3}, "bc"), [AUSENCIA]) == {
        ("worker1", "a")
    }


def test_tras_la_primera_que_llega_ya_no_se_puede_perder_ninguna():
    assert not perdibles(recuento({"a": 20.1, "b": 20.2}, "a"), [AUSENCIA])


def test_un_confirm_no_tarda_tanto():
    assert not perdibles(recuento({"a": 20 + CONFIRM + 0.1}), [AUSENCIA])


def test_la_ausencia_de_uno_no_disculpa_al_otro():
    tarde = recuento({"a": 15, "b": 20.1})

    assert {worker for worker, _ in perdibles(tarde, [("worker2", 10.0, 20.0)])} == {"worker2"}


class Registros(Taller):
    """Un taller del que solo queda lo que dijo, cada línea con su segundo de 1970."""

    def __init__(self, **dicho):
        self.dicho = dicho

    def dice(self, servicio, *_):
        return "".join(
            f"1970-01-01T00:00:{segundo:02}Z [{servicio}] {que} a-{tarea} · x\n"
            for que, tarea, segundo in self.dicho.get(servicio, ())
        )


@pytest.mark.parametrize(("verbo", "desde"), [("recibida", 13), ("completada", 12)])
def test_una_ausencia_empieza_con_lo_primero_que_se_fue_con_la_cola(verbo, desde):
    enviadas = [("enviada", n, 10 + n) for n in range(1, 6)]
    hechas = [("recibida", 1, 11), ("completada", 1, 13), ("recibida", 2, 13), ("recibida", 3, 15)]
    registros = Registros(producer=enviadas, worker1=hechas)
    corrida = Corrida(registros, Fallo("F0", "", lambda _: None, {"MODO": "pub_sub"}), semilla="1")

    corrida.ausente("worker1", corte=14.5, listo=20.0, verbo=verbo)

    assert corrida.ausencias == [("worker1", desde, 20.0)]
