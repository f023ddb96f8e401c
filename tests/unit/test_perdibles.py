"""Qué copias puede perder pub_sub: las del rato en que su worker faltaba, y ni una más."""

from herramientas.caos.cuentas import CONFIRM, perdibles
from herramientas.sistema.recuento import Recuento

AUSENCIA = ("worker1", 10.0, 20.0)


def libro(enviadas, hechas=()):
    cuentas = Recuento(copias=True, workers=["worker1", "worker2"], enviadas=enviadas)
    cuentas.hechas.update(("worker1", tarea) for tarea in hechas)
    return cuentas


def test_las_de_la_ausencia_y_solo_de_quien_faltaba():
    assert perdibles(libro({"a": 9.9, "b": 10, "c": 20}, "a"), [AUSENCIA]) == {
        ("worker1", "b"),
        ("worker1", "c"),
    }


def test_la_que_se_confirmo_justo_despues_de_volver_se_publico_antes():
    assert perdibles(libro({"a": 20.1, "b": 20.2, "c": 20.3}, "bc"), [AUSENCIA]) == {
        ("worker1", "a")
    }


def test_tras_la_primera_que_llega_ya_no_se_puede_perder_ninguna():
    assert not perdibles(libro({"a": 20.1, "b": 20.2}, "a"), [AUSENCIA])


def test_un_confirm_no_tarda_tanto():
    assert not perdibles(libro({"a": 20 + CONFIRM + 0.1}), [AUSENCIA])


def test_la_ausencia_de_uno_no_disculpa_al_otro():
    tarde = libro({"a": 15, "b": 20.1})

    assert {worker for worker, _ in perdibles(tarde, [("worker2", 10.0, 20.0)])} == {"worker2"}
