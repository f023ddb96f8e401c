"""Las cuentas de make bench: qué se compara con qué, cuándo se ha empeorado y qué se publica."""

import pytest

from herramientas.bench import tablas
from herramientas.bench.informe import informe
from herramientas.bench.lista import PARES, C
from herramientas.bench.medida import TOLERADA, VUELTAS, Medida, leer, resumir
from herramientas.bench.suelos import SUELOS, comprobar
from herramientas.sistema.docker import RAIZ

LAS_DOS = ("publicar", "consumir")
PUBLICADO = informe(leer())


def medida(vuelta, par, valor, accion="publicar", ajena=0.0):
    return Medida(
        vuelta=vuelta,
        accion=accion,
        par=par,
        valor=valor,
        ajena=ajena,
        versiones="",
        maquina="",
    )


def test_la_proporcion_es_a_c_en_la_misma_vuelta():
    medidas = [medida("1", C.nombre, 100), medida("1", "x", 50), medida("2", C.nombre, 10)]
    medidas += [medida("2", "x", 5), medida("3", "x", 999)]

    assert resumir(medidas, "publicar")["x"].proporcion == 0.5


def test_solo_cuentan_las_ultimas_cinco_vueltas():
    resumen = resumir([medida(str(n), "x", n) for n in range(9)], "publicar")["x"]

    assert (resumen.minimo, resumen.vueltas) == (4, 5)


def test_lo_que_se_midio_con_la_maquina_ocupada_no_cuenta():
    medidas = [medida("1", "x", 10), medida("2", "x", 1, ajena=TOLERADA + 0.01)]

    assert resumir(medidas, "publicar")["x"].valor == 10


@pytest.mark.parametrize(("parte", "estado"), [(1.01, 0), (0.99, 1)])
def test_por_debajo_de_su_suelo_acaba_mal(parte, estado):
    medidas = [medida("1", C.nombre, 1000, accion) for accion in LAS_DOS]
    medidas += [medida("1", par.nombre, 1000 * suelo * parte, acc) for acc, par, suelo in SUELOS]

    assert comprobar(medidas) == estado


def test_lo_que_no_se_pudo_medir_acaba_mal():
    assert comprobar([]) == 1


@pytest.mark.parametrize("archivo", PUBLICADO, ids=lambda archivo: str(archivo.relative_to(RAIZ)))
def test_lo_que_se_publica_es_lo_medido(archivo):
    assert archivo.read_text(encoding="utf-8") == PUBLICADO[archivo]


@pytest.mark.parametrize("documento", tablas.IDIOMAS)
def test_la_tabla_breve_tiene_a_todos_los_pares(documento):
    medidas = [medida("1", par.nombre, 123_456, accion) for par in PARES for accion in LAS_DOS]
    tabla = tablas.breve(medidas, documento).replace(",", ".")

    assert tabla.count("123.456") == len(medidas)
    assert {m.par for m in leer()} == {par.nombre for par in PARES}


@pytest.mark.parametrize(
    ("documento", "frase"),
    [("README.md", "mediana de {} vueltas"), ("README.en.md", "median of {} rounds")],
)
def test_los_readme_dicen_de_cuantas_vueltas_es_la_mediana(documento, frase):
    vueltas = {r.vueltas for accion in LAS_DOS for r in resumir(leer(), accion).values()}

    assert vueltas == {VUELTAS}
    assert frase.format(VUELTAS) in (RAIZ / documento).read_text(encoding="utf-8")
