"""Las cuentas de make bench: qué se compara con qué, y cuándo se ha empeorado."""

import pytest

from herramientas.bench import lecturas
from herramientas.bench.filas import Fila, leer, proporcion, resumir
from herramientas.bench.lista import TALLER, VARA
from herramientas.bench.suelos import SUELOS, comprobar
from herramientas.sistema.docker import RAIZ

LAS_DOS = ("publicar", "consumir")


def fila(vuelta, par, valor, prueba="publicar"):
    return Fila(
        vuelta=vuelta,
        prueba=prueba,
        par=par,
        valor=valor,
        unidad="msg/s",
        ajena=0.0,
        versiones="",
        maquina="",
    )


def test_la_proporcion_es_a_la_vara_de_su_misma_vuelta():
    filas = [fila("1", VARA, 100), fila("1", "x", 50), fila("2", VARA, 10), fila("2", "x", 5)]

    assert resumir(filas, "publicar")["x"].proporcion == 0.5


def test_solo_cuentan_las_ultimas_cinco_vueltas():
    filas = [fila(str(n), "x", n) for n in range(9)]

    assert (resumir(filas, "publicar")["x"].minimo, resumir(filas, "publicar")["x"].vueltas) == (
        4,
        5,
    )


@pytest.mark.parametrize(("parte", "estado"), [(1.01, 0), (0.99, 1)])
def test_por_debajo_de_su_suelo_acaba_mal(parte, estado):
    filas = [fila("1", VARA, 1000, prueba) for prueba in LAS_DOS]
    filas += [fila("1", par.nombre, 1000 * suelo * parte, prueba) for prueba, par, suelo in SUELOS]

    assert comprobar(filas) == estado


def test_lo_que_no_se_pudo_medir_acaba_mal():
    assert comprobar([]) == 1


@pytest.mark.parametrize("lectura", lecturas.RENGLONES)
def test_la_tabla_de_un_readme_son_las_medianas_de_lo_medido(lectura):
    texto = (RAIZ / lectura).read_text(encoding="utf-8")

    assert lecturas.al_dia(lectura, texto, leer()) == texto


@pytest.mark.parametrize("lectura", lecturas.RENGLONES)
def test_la_tabla_de_un_readme_tiene_a_todos_los_medidos(lectura):
    texto = (RAIZ / lectura).read_text(encoding="utf-8")
    pares = {f.par for f in leer() if f.prueba in LAS_DOS}
    otras = [fila("1", par, 123_456_789, prueba) for par in pares for prueba in LAS_DOS]

    nuevo = lecturas.al_dia(lectura, texto, otras).replace(",", ".")

    assert nuevo.count("123.456.789") == len(otras)


def test_la_tabla_de_un_readme_sale_de_las_filas():
    filas = [fila("1", par, 1234, prueba) for par in (VARA, "x") for prueba in LAS_DOS]
    texto = "| por segundo | C | x |\n|---|--:|--:|\n| publica | 1 | 2 |\n| consume | 3 | 4 |\n"
    texto += "mediana de 9 vueltas\n"

    nuevo = lecturas.al_dia("README.md", texto, filas)

    assert nuevo.splitlines()[2:] == [
        "| publica | 1.234 | 1.234 |",
        "| consume | 1.234 | 1.234 |",
        "mediana de 1 vueltas",
    ]


def test_una_proporcion_es_de_las_vueltas_en_que_estan_los_dos():
    filas = [fila("1", VARA, 100), fila("1", TALLER.nombre, 50), fila("2", TALLER.nombre, 999)]

    assert proporcion(filas, "publicar", TALLER.nombre, VARA) == 0.5
