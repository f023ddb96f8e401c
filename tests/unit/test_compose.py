"""Lo que se ve sin arrancar nada: ni BuildKit ni un compose nuevo, que 1.29 también vale."""

import re

import pytest
import yaml

from herramientas.sistema.docker import RAIZ


@pytest.mark.parametrize("nuevo", ["# syntax=", "RUN --mount", "<<", "COPY --link", "ADD --link"])
def test_el_dockerfile_no_pide_buildkit(nuevo):
    assert nuevo not in (RAIZ / "Dockerfile").read_text()


@pytest.mark.parametrize(
    "nuevo", ["^name:", r"\bstart_interval:", r"\badditional_contexts:", r"\bconfigs:"]
)
def test_ningun_compose_usa_lo_que_1_29_no_entiende(nuevo):
    for archivo in ("docker-compose.yml", "despliegue/tls/compose.yml"):
        assert not re.search(nuevo, (RAIZ / archivo).read_text(), re.MULTILINE)


def test_la_prueba_de_un_worker_espera_tanto_como_la_del_broker():
    servicios = yaml.safe_load((RAIZ / "docker-compose.yml").read_text())["services"]
    worker, broker = (servicios[cual]["healthcheck"] for cual in ("worker1", "rabbitmq"))

    assert worker["test"][:3] == broker["test"][:3] == ["CMD", "timeout", "29"]
    assert {**worker, "test": None} == {**broker, "test": None}


@pytest.mark.parametrize("lectura", ["README.md", "README.en.md"])
def test_el_usuario_de_la_interfaz_esta_junto_a_su_direccion(lectura):
    texto = (RAIZ / lectura).read_text()

    assert re.search(r"127\.0\.0\.1:15672>, (usuario|user)\s`admin`", texto)
