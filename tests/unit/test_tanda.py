"""La tanda del productor: cuántas, cuáles y en qué orden."""

import logging
import sys
from types import SimpleNamespace

import pytest

from comun.modos import routing
from comun.servicio.ajustes import Ajustes
from comun.tarea import Tarea
from producer.tanda import Tanda


def tanda(**entorno):
    ajustes = Ajustes.de_entorno(entorno)
    return Tanda(SimpleNamespace(ajustes=ajustes, log=logging.getLogger()))


def sacar(tanda, cuantas):
    return [tanda.siguiente() for _ in range(cuantas)]


def todas(tanda):
    dadas = []
    while tanda.quedan():
        dadas.append(tanda.siguiente())
    return dadas


@pytest.fixture
def con(monkeypatch):
    """Una tanda con otra función de tareas, y en otro modo si se dice."""

    def _con(funcion, **entorno):
        monkeypatch.setattr("producer.tanda.tareas", funcion)
        return tanda(**entorno)

    return _con


def test_se_agota_tras_sus_tareas():
    corta = tanda(TAREAS="2")

    assert corta.quedan()
    assert [tarea.numero for tarea in sacar(corta, 2)] == [1, 2]
    assert not corta.quedan()


def test_preguntar_si_quedan_no_gasta_ninguna():
    corta = tanda(TAREAS="2")

    assert all(corta.quedan() for _ in range(5))
    assert len(todas(corta)) == 2


def test_cuando_no_queda_ninguna_no_hay_siguiente():
    una = tanda(TAREAS="1")
    sacar(una, 1)

    with pytest.raises(LookupError):
        una.siguiente()


def test_con_tareas_0_no_se_agota():
    infinita = tanda(TAREAS="0")
    sacar(infinita, 100)

    assert infinita.quedan()


def test_acabar_no_es_un_fallo():
    una = tanda(TAREAS="2")
    todas(una)

    assert not una.fallo


def test_lo_que_se_repite_va_antes_que_lo_nuevo_y_en_su_orden():
    una = tanda(TAREAS="4")
    sacadas = sacar(una, 3)

    for tarea in (sacadas[2], sacadas[0]):
        una.repetir(tarea)

    assert sacar(una, 3)[:2] == [sacadas[0], sacadas[2]]
    assert not una.quedan()


def test_lo_que_se_repite_con_ids_de_texto_conserva_su_orden(con):
    ids = ["pedido de Ana", "b", "factura-10", "factura-9"]
    una = con(lambda _: (Tarea(id=suyo) for suyo in ids))
    sacadas = todas(una)

    for tarea in sacadas[::-1]:
        una.repetir(tarea)

    assert [tarea.id for tarea in todas(una)] == ids


def test_lo_que_se_repite_sin_timestamp_no_falla(con):
    una = con(lambda _: [Tarea(id=suyo, timestamp=None) for suyo in "ab"])
    sacadas = todas(una)

    for tarea in sacadas:
        una.repetir(tarea)

    assert todas(una) == sacadas


def test_aunque_la_funcion_haya_acabado_quedan_las_que_se_repiten():
    una = tanda(TAREAS="1")
    (tarea,) = todas(una)

    una.repetir(tarea)

    assert una.quedan()


def test_la_misma_semilla_da_las_mismas_complejidades_y_otros_ids():
    primera, segunda = (sacar(tanda(SEMILLA="7"), 10) for _ in range(2))

    assert [t.complejidad for t in primera] == [t.complejidad for t in segunda]
    assert not {t.id for t in primera} & {t.id for t in segunda}


def test_la_misma_semilla_da_los_mismos_tipos():
    primera, segunda = (sacar(tanda(SEMILLA="7", MODO="routing"), 10) for _ in range(2))

    assert [t.tipo for t in primera] == [t.tipo for t in segunda]


def test_un_rango_de_enteros_da_enteros_de_todo_el_rango():
    complejidades = {t.complejidad for t in sacar(tanda(COMPLEJIDAD="1-3", TAREAS="100"), 100)}

    assert complejidades == {1, 2, 3}


@pytest.mark.parametrize(
    ("entorno", "tipos"),
    [
        ({}, {None}),
        ({"MODO": "routing"}, set(routing.MODO.tipos)),
        ({"MODO": "routing", "TIPOS": "chevere"}, {"chevere"}),
    ],
)
def test_se_envian_los_tipos_que_se_piden_y_ninguno_en_un_modo_sin_tipos(entorno, tipos):
    assert {t.tipo for t in sacar(tanda(TAREAS="100", **entorno), 100)} == tipos


def test_si_la_funcion_falla_se_envian_las_que_habia_dado_y_se_dice_por_que(con):
    def falla(_):
        yield Tarea(id="a-1")
        yield Tarea(id="a-2")
        msg = "sin base de datos"
        raise OSError(msg)

    una = con(falla)

    assert [tarea.id for tarea in todas(una)] == ["a-1", "a-2"]
    assert una.fallo == "falló: sin base de datos"


def test_un_fallo_sin_palabras_se_llama_por_su_clase(con):
    def falla(_):
        raise ZeroDivisionError

    una = con(falla)

    assert not una.quedan()
    assert una.fallo == "falló: ZeroDivisionError()"


def test_un_fallo_que_no_sabe_decirse_no_mata_al_productor(con):
    class Mudo(Exception):
        def __str__(self):
            raise ValueError

    def falla(_):
        raise Mudo

    una = con(falla)

    assert not una.quedan()
    assert una.fallo == "falló: Mudo"


def test_un_sys_exit_de_la_funcion_es_un_fallo_como_otro(con):
    """Si saliera de aquí, parecería que se pidió parar: lo que iba de camino ni se contaría."""
    una = con(lambda _: sys.exit("sin más"))

    assert not una.quedan()
    assert una.fallo == "falló: sin más"


def test_una_tarea_que_no_vale_es_un_fallo_de_la_funcion(con):
    una = con(lambda _: (Tarea(id=suyo) for suyo in ("a", "")))

    assert [tarea.id for tarea in todas(una)] == ["a"]
    assert una.fallo == "falló: su id no es un entero ni un texto de 1 a 200 caracteres"


@pytest.mark.parametrize("otra_cosa", [{"id": 1}, None, "a-1"])
def test_lo_que_no_es_una_tarea_no_se_envia_y_se_dice(con, otra_cosa):
    una = con(lambda _: iter([Tarea(id=1), otra_cosa, Tarea(id=2)]))

    assert [tarea.id for tarea in todas(una)] == [1]
    assert una.fallo == f"dio {otra_cosa!r}, que no es una Tarea"


def test_lo_que_no_es_una_tarea_ni_sabe_decirse_no_mata_al_productor(con):
    class Mudo:
        def __repr__(self):
            raise ValueError

    una = con(lambda _: [Mudo()])

    assert not una.quedan()
    assert una.fallo


def test_la_funcion_puede_dar_una_lista(con):
    una = con(lambda _: [Tarea(id=1), Tarea(id=2)])

    assert [tarea.id for tarea in todas(una)] == [1, 2]
    assert not una.fallo


def test_si_no_da_nada_que_recorrer_se_dice(con):
    una = con(lambda _: None)

    assert not una.quedan()
    assert una.fallo.startswith("falló: ")


def test_en_un_modo_con_tipos_sin_el_se_dice_que_falta(con):
    una = con(lambda _: [Tarea(id=1)], MODO="routing")

    assert not una.quedan()
    assert una.fallo == "falló: le falta el tipo (en routing, por ejemplo, «chevere»)"


def test_tras_un_fallo_no_se_pide_nada_mas(con):
    veces = []

    def falla(_):
        veces.append(1)
        raise ZeroDivisionError

    una = con(falla)

    assert not any(una.quedan() for _ in range(3))
    assert len(veces) == 1


def test_las_que_esperaban_repetirse_se_cuentan_al_abandonar():
    una = tanda(TAREAS="2")
    for tarea in todas(una):
        una.repetir(tarea)

    una.abandonar()

    assert una.dudosas == 2
