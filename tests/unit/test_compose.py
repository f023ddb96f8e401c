"""Lo que se ve sin arrancar nada: ni BuildKit ni un compose nuevo, que 1.29 también vale."""

import re

import pytest

from herramientas.sistema.docker import RAIZ


@pytest.mark.parametrize("nuevo", ["# syntax=", "RUN --mount", "<<", "COPY --link", "ADD --link"])
def test_el_dockerfile_no_pide_buildkit(nuevo):
    assert nuevo not in (RAIZ / "Dockerfile").read_text()


@pytest.mark.parametrize(
    "nuevo",
    ["^name:", r"\bstart_interval:", r"\badditional_contexts:", r"\bconfigs:", "!(reset|override)"],
)
def test_ningun_compose_usa_lo_que_1_29_no_entiende(nuevo):
    for archivo in ("docker-compose.yml", *RAIZ.glob("despliegue/*/compose.yml")):
        assert not re.search(nuevo, (RAIZ / archivo).read_text(), re.MULTILINE)


@pytest.mark.parametrize("lectura", ["README.md", "README.en.md"])
def test_el_usuario_de_la_interfaz_esta_junto_a_su_direccion(lectura):
    texto = (RAIZ / lectura).read_text()

    assert re.search(r"127\.0\.0\.1:15672>, (usuario|user)\s`admin`", texto)
