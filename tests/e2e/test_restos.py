"""De un taller aparte cuyo proceso murió no queda nada, y a los demás no se les toca."""

import os
import re
import subprocess
import sys

import pytest

from taller import restos
from taller.docker import orden

ETIQUETA = "com.docker.compose.project"


@pytest.fixture
def muerto():
    """El número de un proceso que ya no vive."""
    proceso = subprocess.Popen([sys.executable, "-c", ""])
    proceso.wait()
    return proceso.pid


@pytest.fixture
def dejar(docker):  # noqa: ARG001 # con Docker y las imágenes a punto
    """Deja de un proyecto un contenedor, una red y un volumen; al acabar se quitan."""
    dejados = []

    def hacer(proyecto):
        dejados.append(proyecto)
        suyo = ("--label", f"{ETIQUETA}={proyecto}")
        orden("docker", "network", "create", *suyo, proyecto)
        orden("docker", "volume", "create", *suyo, proyecto)
        orden("docker", "create", *suyo, "--network", proyecto, "taller-aparte_worker:1")
        return proyecto

    yield hacer
    for proyecto in dejados:
        restos.borrar(proyecto)


def test_se_quita_lo_de_quien_ya_no_vive_y_nada_mas(dejar, muerto):
    suyo = dejar(f"aparte-prueba-{muerto}-abcdef")
    vivos = {dejar(f"aparte-prueba-{os.getppid()}-abcdef"), dejar(f"ajeno-{muerto}")}

    restos.barrer()

    quedan = restos.proyectos()
    assert suyo not in quedan
    assert vivos <= quedan


def test_el_nombre_de_un_taller_aparte_dice_de_quien_es(monkeypatch):
    monkeypatch.setenv(restos.DUENO, "1234")

    assert re.fullmatch(r"aparte-caos-1234-[0-9a-f]{6}", restos.nombre("caos"))
    assert restos.sobra(restos.nombre("caos"), tambien_de=1234)
