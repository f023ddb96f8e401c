"""El juez de la suite de caos: lo que la garantía no admite es un reparo, y sale en la fila."""

import json

import pytest

from herramientas.caos import correr, suite
from herramientas.caos.corrida import Corrida
from herramientas.caos.cuentas import compara, cuadra, en_duda
from herramientas.caos.fallo import Fallo, Fila
from herramientas.evidencias.estudio.imagen import HechoFalso, comprobar
from herramientas.sistema.recuento import Recuento
from herramientas.sistema.taller import WORKERS


class TallerQuieto:
    """Lo que el juez le pregunta a un taller, sin que haya ninguno."""

    def __init__(self, *fallidas):
        self.fallidas = [{"payload": json.dumps({"id": tarea})} for tarea in fallidas]
        en_marcha = {"Running": True, "StartedAt": "al principio", "ExitCode": 0}
        self.estados = {s: {"State": dict(en_marcha)} for s in (*WORKERS, "monitor", "panel")}
        self.estados["producer"] = {"State": {"Running": False, "ExitCode": 0}}

    def api(self, *_):
        return self.fallidas

    def estado(self, servicio):
        return self.estados[servicio]

    def arrancar(self, *_, **ajustes):
        pass

    compose = arrancar

    def borrar(self):
        pass


@pytest.fixture
def corrida():
    """Una corrida de tres tareas, sin nada de lo que recuperarse."""

    def nueva(modo="work_queue", recuperacion=None, taller=None, **ajustes):
        todos = {"MODO": modo, "TAREAS": "3", **ajustes}
        fallo = Fallo("F0", "ninguno", lambda _: None, todos, recuperacion=recuperacion)
        c = Corrida(taller or TallerQuieto(), fallo, semilla="1")
        c.arranca()
        return c

    return nueva


def recuento(*dicho, copias=False, enviadas=3):
    cuentas = Recuento(copias, ["worker1", "worker2"])
    cuentas.apuntar("".join(f"[producer] enviada a-{n} · x\n" for n in range(1, enviadas + 1)))
    cuentas.apuntar("\n".join(dicho))
    return cuentas


def hechas(*tareas, worker="worker1"):
    return [f"[{worker}] completada {tarea} · 1.0 s" for tarea in tareas]


TODAS = ("a-1", "a-2", "a-3")


def test_si_todo_cuadra_la_fila_dice_bien(corrida):
    c = corrida()

    compara(c, recuento(*hechas(*TODAS)))

    assert (c.fila.resultado, c.fila.pedidas, c.fila.enviadas, c.fila.hechas) == ("bien", 3, 3, 3)


@pytest.mark.parametrize(
    ("cuentas", "reparo"),
    [
        (recuento(enviadas=0), "no se envió nada"),
        (recuento(*hechas("a-1", "a-2")), "1 perdidas"),
        (recuento(*hechas(*TODAS, "b-9")), "1 inesperadas"),
        (recuento(*hechas(*TODAS, "a-1")), "1 repetidas"),
        (recuento(*hechas("a-1", "a-2"), enviadas=2), "de 3, publicó 2"),
        (
            recuento("[producer] sin confirmar a-3: no se repite", *hechas(*TODAS), enviadas=2),
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

    compara(c, recuento(*hechas(*TODAS, "a-1")))

    assert (c.fila.resultado, c.fila.repetidas) == ("bien", 1)


@pytest.mark.parametrize(
    ("limite", "tardo", "reparos"),
    [
        (4.0, 3.9, []),
        (4.0, 4.1, ["tardó 4.1 s en recuperarse, más de 4"]),
        (4.0, -0.1, ["tardó -0.1 s en recuperarse, más de 4"]),
        (4.0, None, ["en recuperarse, None s de 4.0"]),
        (None, 0.5, ["en recuperarse, 0.5 s de None"]),
    ],
)
def test_recuperarse_tarde_o_no_haberlo_medido_es_un_reparo(corrida, limite, tardo, reparos):
    c = corrida(recuperacion=limite)
    c.fila.recuperacion = tardo

    compara(c, recuento(*hechas(*TODAS)))

    assert c.fila.reparos == reparos


def test_en_pub_sub_las_devueltas_y_las_dudosas_son_de_las_pedidas(corrida):
    c = corrida("pub_sub")
    dicho = [
        "[producer] devuelta a-2 · 0 suscriptores",
        "[producer] sin confirmar a-3: no se repite",
    ]

    compara(
        c,
        recuento(*dicho, *hechas("a-1"), *hechas("a-1", worker="worker2"), copias=True, enviadas=1),
    )

    assert c.fila.resultado == "bien"
    assert (c.fila.enviadas, c.fila.devueltas, c.fila.dudosas) == (1, 1, 1)


def test_una_copia_perdida_sin_que_su_worker_faltara_es_un_reparo(corrida):
    c = corrida("pub_sub")

    compara(c, recuento(*hechas(*TODAS), *hechas("a-1", "a-2", worker="worker2"), copias=True))

    assert c.fila.reparos == ["1 perdidas"]


def test_de_una_tanda_sin_fin_no_se_pide_cuantas_ni_que_al_pararla_todo_este_confirmado(corrida):
    c = corrida(TAREAS="0")

    compara(c, recuento("[producer] sin confirmar a-4: no se repite", *hechas(*TODAS)))

    assert c.fila.resultado == "bien"


def test_solo_la_tanda_de_un_productor_muerto_puede_estar_en_duda():
    cuentas = recuento(*hechas(*TODAS, "a-9", "b-9"))

    assert en_duda(cuentas, muerto=True) == {"a-9"}
    assert not en_duda(cuentas, muerto=False)


def test_lo_descartado_es_lo_que_hay_en_tareas_fallidas_y_no_lo_que_se_dijo(corrida):
    c = corrida(taller=TallerQuieto("a-2"))

    cuadra(c, recuento(*hechas("a-1", "a-3"), "[worker1] descartada a-3 · x · intento 4"))

    assert (c.fila.fallidas, c.fila.resultado) == (1, "bien")


@pytest.mark.parametrize(
    ("servicio", "cambio", "reparo"),
    [
        ("worker1", {"Running": False}, "worker1 no está en marcha"),
        ("panel", {"StartedAt": "más tarde"}, "panel volvió a arrancar"),
        ("producer", {"ExitCode": 1}, "el productor salió mal"),
    ],
)
def test_quien_acaba_sin_que_nadie_le_golpee_es_un_reparo(corrida, servicio, cambio, reparo):
    c = corrida()
    c.taller.estados[servicio]["State"] |= cambio

    cuadra(c, recuento(*hechas(*TODAS)))

    assert c.fila.reparos == [reparo]


def test_quien_recibio_el_golpe_puede_volver_a_arrancar(corrida):
    c = corrida()
    c.golpes = {("restart", "worker1"), ("kill", "producer")}
    c.taller.estados["worker1"]["State"] |= {"StartedAt": "más tarde"}
    c.taller.estados["producer"]["State"] |= {"ExitCode": 137}

    cuadra(c, recuento(*hechas(*TODAS)))

    assert c.fila.resultado == "bien"


@pytest.mark.parametrize(("reparos", "estado"), [([], 0), (["1 perdidas"], 1)])
def test_una_suite_con_una_fila_mala_acaba_con_1(monkeypatch, reparos, estado):
    filas = iter([Fila(fallo="F1", que=""), Fila(fallo="F3", que="", reparos=reparos)])
    monkeypatch.setattr(suite, "corre", lambda *_: next(filas))

    assert suite.corre_suite(TallerQuieto(), [None, None], {}) == estado


@pytest.mark.parametrize(
    ("dan", "reparos"),
    [([False, True], []), ([None], []), ([False] * 3, ["ningún golpe dio con una tarea en mano"])],
)
def test_un_golpe_que_no_da_se_repite_y_si_ninguno_da_es_un_reparo(monkeypatch, dan, reparos):
    golpes = iter(dan)
    for paso in ("vacia", "cuadra", "guarda_evidencia"):
        monkeypatch.setattr(correr, paso, lambda *_: None)

    fila = correr.corre(TallerQuieto(), Fallo("F0", "", lambda _: next(golpes), {}), semilla="1")

    assert fila.reparos[:1] == reparos
    assert not list(golpes)


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
