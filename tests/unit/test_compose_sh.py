"""Lo que compose.sh mira antes de arrancar, y con qué construye."""

import re
import subprocess

import pytest
import yaml

from herramientas.sistema.docker import RAIZ
from tests.unit.maquina import NADA, Maquina
from tests.unit.test_compose import COMPOSES

SCRIPT = (RAIZ / "herramientas/preparar/compose.sh").read_text()
MIRADO = re.search(r'montado="(.+)"', SCRIPT)[1]


@pytest.fixture
def maquina(tmp_path):
    return Maquina(tmp_path)


@pytest.mark.parametrize("archivo", COMPOSES, ids=lambda a: str(a.relative_to(RAIZ)))
def test_se_mira_todo_lo_del_proyecto_que_se_monta(archivo):
    servicios = yaml.safe_load(archivo.read_text())["services"].values()
    cortos = [m for s in servicios for m in s.get("volumes", []) if isinstance(m, str)]
    montados = {corto.partition(":")[0] for corto in cortos if corto.startswith(".")}
    mirados = {suyo for patron in MIRADO.split() for suyo in RAIZ.glob(patron)}

    faltan = {montado for montado in montados if (RAIZ / montado) not in mirados}
    # Lo que hacen los scripts ya nace con los permisos justos, y en un clon no está
    assert {f for f in faltan if not re.search("/(secretos|certs)/", f)} == set()


def test_la_pagina_de_averias_da_el_mismo_remedio():
    assert f"`chmod -R a+rX {MIRADO}`" in (RAIZ / "docs/averias.md").read_text()


MONTADO = [
    "rabbitmq/90-taller.conf",
    "despliegue/cluster/92-cluster.conf",
    "herramientas/caos/trabajo.py",
    "img/una.png",
    "img",
]


@pytest.mark.parametrize("suyo", MONTADO)
def test_lo_montado_que_no_se_puede_leer_se_dice_antes_de_arrancar_y_su_remedio_vale(maquina, suyo):
    maquina.con(compose=NADA)
    (maquina.raiz / suyo).chmod(0o700)

    hecho = maquina.corre("compose.sh", "up", "-d", COMPOSE="compose")

    assert (hecho.returncode, hecho.stdout) == (1, "")
    (linea,) = hecho.stderr.splitlines()
    assert f"leer {suyo} " in linea
    subprocess.run(["sh", "-c", linea.rpartition(": ")[2]], cwd=maquina.raiz, check=True)
    assert maquina.corre("compose.sh", "up", "-d", COMPOSE="compose").returncode == 0


def test_donde_los_permisos_no_se_guardan_se_puede_pasar_sin_mirarlos(maquina):
    maquina.con(compose="echo $@")
    (maquina.raiz / "rabbitmq/90-taller.conf").chmod(0o600)

    hecho = maquina.corre("compose.sh", "up", "-d", COMPOSE="compose", MIRA_PERMISOS="0")

    assert (hecho.stdout, hecho.stderr) == ("up -d\n", "")


def test_lo_que_no_arranca_nada_no_mira_si_se_puede_leer(maquina):
    maquina.con(compose="echo $@")
    (maquina.raiz / "rabbitmq/90-taller.conf").chmod(0o600)

    hecho = maquina.corre("compose.sh", "down", "-v", COMPOSE="compose")

    assert (hecho.stdout, hecho.stderr) == ("down -v\n", "")


@pytest.mark.parametrize(
    ("script", "palabras", "programa"),
    [("compose.sh", ["up", "-d"], "compose"), ("construye.sh", ["taller", "1"], "docker")],
)
def test_se_construye_sin_certificado_de_procedencia(maquina, script, palabras, programa):
    maquina.con(**{programa: 'echo "$BUILDX_NO_DEFAULT_ATTESTATIONS" >>"$APUNTADO"'})

    maquina.corre(script, *palabras, COMPOSE="compose")

    assert set(maquina.apuntado.read_text().split()) == {"1"}


def test_quien_lo_pide_construye_con_el(maquina):
    maquina.con(compose='echo "$BUILDX_NO_DEFAULT_ATTESTATIONS"')

    hecho = maquina.corre("compose.sh", "up", COMPOSE="compose", BUILDX_NO_DEFAULT_ATTESTATIONS="0")

    assert hecho.stdout == "0\n"
