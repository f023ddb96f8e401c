"""La tanda del productor: cuántas, cuáles y en qué orden."""

import logging
from types import SimpleNamespace

from comun.ajustes import Ajustes
from producer.tanda import Tanda


def tanda(**entorno):
    ajustes = Ajustes.de_entorno(entorno)
    return Tanda(SimpleNamespace(ajustes=ajustes, log=logging.getLogger()))


def sacar(tanda, cuantas):
    return [tanda.siguiente() for _ in range(cuantas)]


def test_se_agota_tras_sus_tareas():
    corta = tanda(TAREAS="2")

    assert not corta.agotada
    assert [tarea.numero for tarea in sacar(corta, 2)] == [1, 2]
    assert corta.agotada


def test_con_tareas_0_no_se_agota():
    infinita = tanda(TAREAS="0")
    sacar(infinita, 100)

    assert not infinita.agotada


def test_lo_que_se_repite_va_antes_que_lo_nuevo_y_en_su_orden():
    una = tanda(TAREAS="4")
    sacadas = sacar(una, 3)

    for tarea in (sacadas[2], sacadas[0]):
        una.repetir(tarea)

    assert sacar(una, 3)[:2] == [sacadas[0], sacadas[2]]
    assert una.agotada


def test_la_misma_semilla_da_las_mismas_complejidades_y_otros_ids():
    primera, segunda = (sacar(tanda(SEMILLA="7"), 10) for _ in range(2))

    assert [t.complejidad for t in primera] == [t.complejidad for t in segunda]
    assert not {t.id for t in primera} & {t.id for t in segunda}


def test_un_rango_de_enteros_da_enteros_de_todo_el_rango():
    complejidades = {t.complejidad for t in sacar(tanda(COMPLEJIDAD="1-3"), 100)}

    assert complejidades == {1, 2, 3}
