"""De un taller aparte cuyo proceso murió no queda nada, y a los demás no se les toca."""

import os
import re
import subprocess
import sys

import pytest

from herramientas.sistema import restos
from herramientas.sistema.docker import orden


@pytest.fixture
def muerto():
    """El número de un proceso que ya no vive."""
    proceso = subprocess.Popen([sys.executable, "-c", ""])
    proceso.wait()
    return proceso.pid


@pytest.fixture
def dejar():
    """Deja de un proyecto un contenedor, una red y un volumen; al acabar se quitan."""
    dejados = []

    def hacer(proyecto):
        dejados.append(proyecto)
        red, imagen = f"{proyecto}_default", f"{restos.IMAGENES}_worker:1"
        orden("docker", "network", "create", red)
        orden("docker", "volume", "create", f"{proyecto}_datos")
        orden("docker", "create", "--name", f"{proyecto}-worker1", "--network", red, imagen)
        return proyecto

    yield hacer
    for proyecto in dejados:
        restos.borrar(proyecto)


def cuantas_cosas(proyecto):
    suyas = ("--filter", f"name={proyecto}", "-q")
    listas = (("ps", "-a"), ("network", "ls"), ("volume", "ls"))
    return sum(len(orden("docker", *lista, *suyas).split()) for lista in listas)


def test_se_quita_lo_de_quien_ya_no_vive_y_nada_mas(dejar, muerto):
    suyo = dejar(f"aparte-prueba-{muerto}-abcdef")
    de_un_vivo = dejar(f"aparte-prueba-{os.getppid()}-abcdef")
    ajeno = dejar(f"ajeno-{muerto}")

    restos.barrer()

    assert [cuantas_cosas(p) for p in (suyo, de_un_vivo, ajeno)] == [0, 3, 3]


def test_se_quita_tambien_el_que_un_run_llamo_de_otra_manera(dejar, muerto):
    suyo, otro = dejar(f"aparte-prueba-{muerto}-abcdef"), f"panel-{muerto}"
    etiqueta = f"com.docker.compose.project={suyo}"
    orden("docker", "create", "--name", otro, "--label", etiqueta, f"{restos.IMAGENES}_worker:1")

    restos.barrer()

    assert otro not in orden("docker", "ps", "-a", "--format", "{{.Names}}")


def test_una_red_que_docker_cree_en_uso_no_impide_seguir_y_se_quita_otra_vez(dejar, muerto):
    suyo, ajeno = dejar(f"aparte-prueba-{muerto}-abcdef"), f"ajeno-{muerto}"
    imagen = f"{restos.IMAGENES}_worker:1"
    red = f"{suyo}_default"
    orden("docker", "run", "-d", "--rm", "--name", ajeno, "--network", red, imagen, "sleep", "60")
    try:
        restos.borrar(suyo)
        assert cuantas_cosas(suyo) == 1
    finally:
        orden("docker", "rm", "-f", ajeno)

    restos.borrar(suyo)

    assert cuantas_cosas(suyo) == 0


def test_el_nombre_de_un_taller_aparte_dice_de_quien_es(monkeypatch):
    monkeypatch.setenv(restos.DUENO, "1234")

    assert re.fullmatch(r"aparte-caos-1234-[0-9a-f]{6}", restos.nombre("caos"))
    assert restos.NOMBRE.fullmatch(restos.nombre("caos"))[1] == "1234"
