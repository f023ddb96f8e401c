"""La regla que decide cuántos workers: sube enseguida, baja con calma, y nunca se sale."""

import pytest

from herramientas.ordenes.regla import Regla


def decisiones(*pendientes, **ajustes):
    """Una mirada por segundo."""
    regla = Regla(por_worker=20, minimo=2, maximo=10, **{"calma": 5.0, **ajustes})
    return [regla.decide(float(segundo), n) for segundo, n in enumerate(pendientes)]


def test_un_worker_por_cada_veinte_tareas_o_parte():
    assert decisiones(60, 61, 79, 80) == [3, 4, 4, 4]


def test_nunca_menos_del_minimo_ni_mas_del_maximo():
    assert decisiones(0, 5000) == [2, 10]


def test_sube_de_una_vez():
    assert decisiones(0, 0, 120) == [2, 2, 6]


def test_no_baja_hasta_que_pasa_la_calma():
    assert decisiones(100, 0, 0, 0, 0, 0, 0, 0) == [5, 5, 5, 5, 5, 5, 2, 2]


def test_un_hueco_breve_no_quita_workers():
    assert decisiones(100, 0, 0, 100, 0, 0, 0, 0, 0) == [5] * 9


def test_los_ajustes_se_dan_por_el_entorno():
    regla = Regla.de_entorno({"POR_WORKER": "5", "MAXIMO": "30", "CALMA": "60"})

    assert (regla.por_worker, regla.minimo, regla.maximo, regla.calma) == (5, 2, 30, 60)


@pytest.mark.parametrize(
    ("ajustes", "dicho"),
    [
        ({"POR_WORKER": "0"}, "POR_WORKER=«0» no es válido: se espera un entero, 1 o más"),
        ({"MAXIMO": "muchos"}, "MAXIMO=«muchos» no es válido: se espera un entero, 2 o más"),
        ({"MINIMO": "20"}, "MINIMO=20 no es válido: se espera 10 o menos, que es MAXIMO"),
    ],
)
def test_un_ajuste_que_no_vale_se_dice(ajustes, dicho):
    with pytest.raises(ValueError, match=f"^{dicho}$"):
        Regla.de_entorno(ajustes)
