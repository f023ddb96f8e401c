"""Cuándo se usa un suplente y cuándo la imagen oficial, con un `docker` de mentira que apunta."""

import os
import re
import shutil
import subprocess

import pytest

from herramientas.sistema.docker import RAIZ

IMAGENES = "herramientas/preparar/imagenes.sh"
# Cada imagen es un archivo; lo que lleva dentro, su etiqueta taller.suplente.
DOCKER = """#!/bin/sh
f() { echo "$HAY/$(echo "$1" | tr /: __)"; }
for ultima; do :; done
case "$*" in
    "image inspect"*) cat "$(f "$ultima")" ;;
    tag*) cp "$(f "$2")" "$(f "$3")" ;;
    rmi*) rm "$(f "$ultima")" ;;
    pull*) [ -n "$REGISTRO" ] || { echo "sin ruta al registro" >&2; exit 1; }
        : >"$(f "$ultima")" ;;
esac
"""
SUPLENTE = '#!/bin/sh\nprintf debian >"$HAY/$(echo "$1" | tr /: __)"\n'
OFICIALES = {"python_3.13-slim", "rabbitmq_4.3-management"}
SUPLENTES = {"taller_suplente-python", "taller_suplente-rabbitmq"}


class Maquina:
    def __init__(self, carpeta):
        self.raiz, self.hay = carpeta, carpeta / "hay"
        for sitio in ("herramientas/preparar", "bin", "hay"):
            (carpeta / sitio).mkdir(parents=True)
        shutil.copy(RAIZ / IMAGENES, carpeta / IMAGENES)
        scripts = {"bin/docker": DOCKER, "herramientas/preparar/suplente.sh": SUPLENTE}
        for archivo, script in scripts.items():
            (carpeta / archivo).write_text(script)
            (carpeta / archivo).chmod(0o755)

    def asegura(self, *, registro, **entorno):
        """Corre imagenes.sh; lo que dice y lo que leerán los demás scripts."""
        ruta = f"{self.raiz / 'bin'}:{os.environ['PATH']}"
        alcanza = {"HAY": self.hay, "REGISTRO": "sí" if registro else ""}
        hecho = subprocess.run(
            [self.raiz / IMAGENES],
            env={"PATH": ruta, **alcanza, **entorno},
            check=True,
            capture_output=True,
            text=True,
        )
        return hecho.stdout, (self.raiz / ".cache/imagenes.env").read_text()

    def imagenes(self):
        return {imagen.name for imagen in self.hay.iterdir()}


@pytest.fixture
def maquina(tmp_path):
    return Maquina(tmp_path)


def test_si_se_pueden_bajar_se_usan_las_oficiales(maquina):
    _, usadas = maquina.asegura(registro=True)

    assert maquina.imagenes() == OFICIALES
    assert usadas == (
        "export IMAGEN_PYTHON=python:3.13-slim\nexport IMAGEN_RABBITMQ=rabbitmq:4.3-management\n"
    )


def test_si_no_se_pueden_bajar_un_suplente_con_su_nombre_hace_sus_veces_y_se_dice_por_que(maquina):
    dicho, usadas = maquina.asegura(registro=False)

    assert maquina.imagenes() == SUPLENTES
    assert "no se pudo: sin ruta al registro\n" in dicho
    assert usadas == (
        "export IMAGEN_PYTHON=taller/suplente-python\n"
        "export IMAGEN_RABBITMQ=taller/suplente-rabbitmq\n"
    )


def test_en_cuanto_se_pueden_bajar_las_oficiales_se_usan(maquina):
    maquina.asegura(registro=False)

    _, usadas = maquina.asegura(registro=True, IMAGEN_PYTHON="taller/suplente-python")

    assert maquina.imagenes() == OFICIALES | SUPLENTES
    assert "suplente" not in usadas


def test_un_suplente_con_el_nombre_de_la_oficial_lo_pierde(maquina):
    (maquina.hay / "python_3.13-slim").write_text("debian-trixie")

    maquina.asegura(registro=False)

    assert maquina.imagenes() == SUPLENTES


def test_la_que_pide_quien_usa_el_taller_se_respeta(maquina):
    (maquina.raiz / ".env").write_text('IMAGEN_RABBITMQ="de-casa/rabbitmq"\n')

    _, usadas = maquina.asegura(registro=True, IMAGEN_PYTHON="de-casa/python")

    assert maquina.imagenes() == {"de-casa_python", "de-casa_rabbitmq"}
    assert (
        usadas == "export IMAGEN_PYTHON=de-casa/python\nexport IMAGEN_RABBITMQ=de-casa/rabbitmq\n"
    )


def test_a_la_que_pide_quien_usa_el_taller_no_la_sustituye_nada(maquina):
    with pytest.raises(subprocess.CalledProcessError) as fallo:
        maquina.asegura(registro=False, IMAGEN_PYTHON="de-casa/python")

    assert fallo.value.stdout.endswith("· no se pudo: sin ruta al registro\n")
    assert "IMAGEN_PYTHON=«de-casa/python» no se puede bajar: " in fallo.value.stderr
    assert not list((maquina.raiz / ".cache").iterdir())


PUBLICAS = re.compile(r"\b(?:python:|rabbitmq:\d)[\w.-]+")
DONDE = (
    "Dockerfile",
    "docker-compose.yml",
    "despliegue/cluster/compose.yml",
    "despliegue/swarm/stack.yml",
    IMAGENES,
    ".env.example",
)


def test_todos_parten_de_las_mismas():
    dichas = {d: set(PUBLICAS.findall((RAIZ / d).read_text())) for d in DONDE}

    assert all(dichas.values())
    assert set().union(*dichas.values()) == {"python:3.13-slim", "rabbitmq:4.3-management"}
