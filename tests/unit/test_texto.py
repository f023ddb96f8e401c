import re

import pytest

from comun.texto import id_visible, visible
from comun.verbo import Verbo
from herramientas.sistema.docker import RAIZ

LINEA = re.compile(r'\b(?:log\.(?:info|warning|error)|decir)\([^"]*?"([^"]+)"')
CODIGO = "".join(
    archivo.read_text()
    for servicio in ("comun", "producer", "worker", "monitor", "panel")
    for archivo in (RAIZ / servicio).rglob("*.py")
)


@pytest.mark.parametrize("linea", LINEA.findall(CODIGO))
def test_una_linea_libre_no_empieza_por_un_verbo_de_los_eventos(linea):
    assert linea.partition(" ")[0] not in set(Verbo)


def test_nadie_falsifica_una_linea_ni_colorea_la_terminal():
    assert visible("a\n\x1b[31m\ud800") == "a\\n\\x1b[31m\\ud800"


def test_un_texto_largo_se_corta_a_64():
    assert len(visible("x" * 100_000)) == 64


def test_un_id_no_lleva_espacios_ni_el_punto_que_lo_separa_del_detalle():
    assert id_visible("a-1 · 4.0 s\n") == r"a-1\x20\xb7\x204.0\x20s\n"


def test_un_id_largo_tambien_se_corta_a_64():
    assert len(id_visible(" " * 200)) == 64
