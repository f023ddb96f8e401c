"""Lo que se instala está fijado con hashes y es lo que se pide."""

import re
import tomllib

import pytest

from taller.docker import RAIZ

REQUISITOS = RAIZ / "requirements"
PROYECTO = tomllib.loads((RAIZ / "pyproject.toml").read_text())


def fijadas(nombre):
    return set(re.findall(r"^(\S+==\S+) \\$", (REQUISITOS / nombre).read_text(), re.MULTILINE))


@pytest.mark.parametrize("nombre", ["base.txt", "panel.txt", "dev.txt", "bench.txt"])
def test_cada_dependencia_lleva_sus_hashes(nombre):
    texto = (REQUISITOS / nombre).read_text()

    assert texto.count("==") == len(re.findall(r"==\S+ \\\n    --hash=sha256:", texto))


def test_los_servicios_solo_dependen_de_pika():
    assert {x.partition("==")[0] for x in fijadas("base.txt")} == {"pika"}
    assert set(PROYECTO["project"]["dependencies"]) == fijadas("base.txt")


def test_lo_fijado_es_lo_que_se_pide():
    assert set((REQUISITOS / "panel.in").read_text().split()) <= fijadas("panel.txt")
    assert set(PROYECTO["dependency-groups"]["dev"]) <= fijadas("dev.txt")
