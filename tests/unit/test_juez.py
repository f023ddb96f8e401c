"""El juez de la suite de caos: lo que la garantía no admite es un reparo, y sale en la fila."""

import pytest

from evidencias.imagen import HechoFalso, comprobar
from taller.caos.corrida import Corrida
from taller.caos.cuentas import compara
from taller.caos.fallo import Fallo
from taller.libro import Libro


@pytest.fixture
def corrida():
    """Una corrida de tres tareas; las cuentas no miran ningún taller."""

    def nueva(modo="work_queue", **ajustes):
        fallo = Fallo("F0", "ninguno", lambda _: None, {"TAREAS": "3", **ajustes}, modo)
        return Corrida(None, fallo, semilla="1")

    return nueva


def libro(*dicho, copias=False, enviadas=3):
    cuentas = Libro(copias, ["worker1", "worker2"])
    cuentas.apuntar("".join(f"[producer] enviada a-{n} · x\n" for n in range(1, enviadas + 1)))
    cuentas.apuntar("\n".join(dicho))
    return cuentas


def hechas(*tareas, worker="worker1"):
    return [f"[{worker}] completada {tarea} · 1.0 s" for tarea in tareas]


TODAS = ("a-1", "a-2", "a-3")


def test_si_todo_cuadra_la_fila_dice_bien(corrida):
    c = corrida()

    compara(c, libro(*hechas(*TODAS)))

    assert (c.fila.resultado, c.fila.pedidas, c.fila.enviadas, c.fila.hechas) == ("bien", 3, 3, 3)


@pytest.mark.parametrize(
    ("cuentas", "reparo"),
    [
        (libro(enviadas=0), "no se envió nada"),
        (libro(*hechas("a-1", "a-2")), "1 perdidas"),
        (libro(*hechas(*TODAS, "b-9")), "1 inesperadas"),
        (libro(*hechas(*TODAS, "a-1")), "1 repetidas"),
        (libro(*hechas("a-1", "a-2"), enviadas=2), "de 3, publicó 2"),
        (
            libro("[producer] sin confirmar a-3: no se repite", *hechas(*TODAS), enviadas=2),
            "1 sin confirmar que no se repitieron",
        ),
    ],
)
def test_lo_que_no_cuadra_sale_en_la_fila(corrida, cuentas, reparo):
    c = corrida()

    compara(c, cuentas)

    assert c.fila.resultado.startswith("MAL: ")
    assert reparo in c.fila.reparos


def test_las_repetidas_que_el_fallo_admite_no_son_un_reparo(corrida):
    c = corrida()
    c.repetidas = 1

    compara(c, libro(*hechas(*TODAS, "a-1")))

    assert (c.fila.resultado, c.fila.repetidas) == ("bien", 1)


def test_recuperarse_tarde_es_un_reparo(corrida):
    c = corrida()
    c.fila.recuperacion = c.fallo.recuperacion + 0.1

    compara(c, libro(*hechas(*TODAS)))

    assert c.fila.reparos == ["tardó 4.1 s en recuperarse, más de 4"]


def test_en_pub_sub_las_devueltas_y_las_dudosas_son_de_las_pedidas(corrida):
    c = corrida("pub_sub")
    dicho = [
        "[producer] devuelta a-2 · 0 suscriptores",
        "[producer] sin confirmar a-3: no se repite",
    ]

    compara(
        c, libro(*dicho, *hechas("a-1"), *hechas("a-1", worker="worker2"), copias=True, enviadas=1)
    )

    assert c.fila.resultado == "bien"
    assert (c.fila.enviadas, c.fila.devueltas, c.fila.dudosas) == (1, 1, 1)


def test_una_copia_perdida_sin_que_su_worker_faltara_es_un_reparo(corrida):
    c = corrida("pub_sub")

    compara(c, libro(*hechas(*TODAS), *hechas("a-1", "a-2", worker="worker2"), copias=True))

    assert c.fila.reparos == ["1 perdidas"]


def test_de_una_tanda_sin_fin_no_se_pide_cuantas(corrida):
    c = corrida(TAREAS="0")

    compara(c, libro(*hechas(*TODAS)))

    assert c.fila.resultado == "bien"


def test_lo_que_se_exige_y_no_se_cumple_es_un_reparo_y_todo_lo_exigido_queda_apuntado(corrida):
    c = corrida()

    c.exige(cumple=True, reparo="que llueva")
    c.exige(cumple=[], reparo="que no haya nadie")

    assert c.fila.reparos == ["que no haya nadie"]
    assert c.fila.resultado == "MAL: que no haya nadie"
    assert c.exigido == ["bien · que llueva", "MAL  · que no haya nadie"]


def test_la_imagen_de_un_hecho_falso_no_se_hace():
    comprobar(cierto=True, hecho="el sol sale")

    with pytest.raises(HechoFalso, match="el sol no sale"):
        comprobar(cierto=0, hecho="el sol no sale")
