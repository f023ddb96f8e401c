"""Los fallos simulados: con SEMILLA, los mismos en cada tanda."""

import pytest

from comun.servicio.ajustes import Ajustes
from comun.tarea import Tarea
from worker.trabajo import FalloSimulado, fallar_a_veces


def fallos(tanda="aaa", intento=1, **entorno):
    """Los números, de 1 a 50, de las tareas que fallan."""
    ajustes = Ajustes.de_entorno({"FALLOS": "0.5", **entorno})

    def falla(numero):
        try:
            fallar_a_veces(ajustes, Tarea(id=f"{tanda}-{numero:04}", complejidad=0), intento)
        except FalloSimulado:
            return True
        return False

    return [numero for numero in range(1, 51) if falla(numero)]


def test_con_la_misma_semilla_fallan_las_mismas_aunque_cambien_los_ids():
    assert fallos("aaa", SEMILLA="7") == fallos("bbb", SEMILLA="7") != []


def test_otro_intento_y_otra_semilla_son_otro_sorteo():
    una = fallos(SEMILLA="7")

    assert una != fallos(SEMILLA="7", intento=2)
    assert una != fallos(SEMILLA="8")


@pytest.mark.parametrize("semilla", ["", "7"])
def test_con_0_no_falla_ninguna_y_con_1_todas(semilla):
    assert fallos(FALLOS="0", SEMILLA=semilla) == []
    assert len(fallos(FALLOS="1", SEMILLA=semilla)) == 50
