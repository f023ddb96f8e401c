"""Lo que se instala está fijado con hashes y es lo que se pide."""

import re
import tomllib

import pytest

from herramientas.sistema.docker import RAIZ

DE_LOS_SERVICIOS, DEL_PANEL = "comun/requirements.txt", "panel/requirements.txt"
DE_DESARROLLO, DE_BENCH = "herramientas/requirements.txt", "herramientas/bench/requirements.txt"
PROYECTO = tomllib.loads((RAIZ / "pyproject.toml").read_text())


def fijadas(nombre):
    return set(re.findall(r"^(\S+==\S+) \\$", (RAIZ / nombre).read_text(), re.MULTILINE))


@pytest.mark.parametrize("nombre", [DE_LOS_SERVICIOS, DEL_PANEL, DE_DESARROLLO, DE_BENCH])
def test_cada_dependencia_lleva_sus_hashes(nombre):
    texto = (RAIZ / nombre).read_text()

    assert texto.count("==") == len(re.findall(r"==\S+ \\\n    --hash=sha256:", texto))


def test_los_servicios_solo_dependen_de_pika():
    assert {x.partition("==")[0] for x in fijadas(DE_LOS_SERVICIOS)} == {"pika"}
    assert set(PROYECTO["project"]["dependencies"]) == fijadas(DE_LOS_SERVICIOS)


def test_lo_fijado_es_lo_que_se_pide():
    assert set((RAIZ / "panel/requirements.in").read_text().split()) <= fijadas(DEL_PANEL)
    assert set(PROYECTO["dependency-groups"]["dev"]) <= fijadas(DE_DESARROLLO)
