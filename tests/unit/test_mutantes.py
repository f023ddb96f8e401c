"""Quien juzga a las pruebas, juzgado: qué es morir, y qué no cuenta."""

import subprocess
import sys

import pytest

from herramientas.sistema.docker import RAIZ
from tests.mutantes.__main__ import main
from tests.mutantes.copia import Copia
from tests.mutantes.lista import MUTANTES
from tests.mutantes.mutante import Mutante

PRUEBA = """
import pytest
from suma import suma

def test_suma():
    assert suma(2, 2) == 4

@pytest.fixture
def prepara():
    assert suma(2, 2) == 4

def test_preparada(prepara):
    pass
"""


@pytest.fixture(scope="module")
def copia(tmp_path_factory):
    """La copia de un proyecto de dos archivos."""
    raiz = tmp_path_factory.mktemp("proyecto")
    (raiz / "tests").mkdir()
    (raiz / ".cache/evidencia").mkdir(parents=True)
    (raiz / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    (raiz / "suma.py").write_text("def suma(a, b):\n    return a + b\n")
    (raiz / "tests/test_suma.py").write_text(PRUEBA)
    subprocess.run(["git", "init", "-q", str(raiz)], check=True)
    with Copia(raiz) as copia:
        yield copia


def mutante(texto, otro, prueba="test_suma.py::test_suma"):
    return Mutante(que="x", archivo="suma.py", texto=texto, otro=otro, prueba=prueba)


@pytest.mark.parametrize(
    ("cual", "dicho"),
    [
        (mutante("a + b", "a - b"), ""),
        (mutante("a + b", "b + a"), "sobrevive: test_suma.py::test_suma pasa"),
        (mutante("a * b", "a - b"), "su texto está 0 veces en suma.py"),
        (mutante("b", "c"), "su texto está 2 veces en suma.py"),
        (mutante("a + b", "a - b", "test_suma.py::test_otra"), "su prueba no llega a correr"),
        (mutante("a + b", "a - b", "test_suma.py::test_preparada"), "su prueba no llega a correr"),
    ],
)
def test_solo_muere_el_que_hace_fallar_su_prueba(copia, cual, dicho):
    porque = copia.juzga(cual)

    assert porque.partition(":\n")[0] == dicho
    assert (copia.raiz / "suma.py").read_text() == "def suma(a, b):\n    return a + b\n"
    assert not (copia.raiz / ".cache/evidencia").exists()


def test_quien_no_es_de_ninguno_se_dice_con_los_que_hay(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["mutantes", "nadie"])

    assert main() == 2
    assert "QUIEN=«nadie» no es válido: se espera parte de uno de " in capsys.readouterr().err


@pytest.mark.parametrize("mutante", MUTANTES, ids=lambda m: f"{m.archivo}: {m.que}")
def test_cada_mutante_cambia_algo_que_esta_una_vez(mutante):
    assert (RAIZ / mutante.archivo).read_text().count(mutante.texto) == 1
    assert mutante.otro != mutante.texto
