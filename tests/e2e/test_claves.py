"""make claves, en una copia del taller que tiene su propio .env."""

import shutil
import subprocess
import sys
from types import SimpleNamespace
from urllib.error import HTTPError

import pytest

from herramientas.sistema.taller import Taller
from tests.e2e import ordenes

pytestmark = pytest.mark.largo

SHIM = """#!/bin/sh
echo "$@" >> {registro}
exec {docker} "$@"
"""


@pytest.fixture(scope="module")
def cambiadas(taller, tmp_path_factory):
    """Las claves nuevas, lo que dijo `make claves` y las palabras que dio a docker."""
    copia = ordenes.copia(tmp_path_factory.mktemp("x"))
    delante = tmp_path_factory.mktemp("bin")
    (copia / ".env").write_text("TAREAS=4\n")
    registro = copia / "palabras"
    for programa in ("docker", "docker-compose"):
        if real := shutil.which(programa):
            (delante / programa).write_text(SHIM.format(registro=registro, docker=real))
            (delante / programa).chmod(0o755)

    def en_la_copia(*palabras):
        ruta = f"{delante}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
        entorno = {"PATH": ruta, **taller.entorno, **ordenes.SOLO}
        return subprocess.run(
            palabras, cwd=copia, env=entorno, check=True, capture_output=True, text=True
        )

    arranca = ("herramientas/preparar/compose.sh", "up", "-d", "--build")
    en_la_copia(*arranca)
    taller.esperar(lambda: "4 tareas enviadas y confirmadas" in taller.dice("producer"))
    taller.api("users/herramientas", "DELETE")  # como en un volumen más antiguo que ese usuario
    hecho = en_la_copia(sys.executable, "-m", "herramientas.ordenes.claves")
    en_la_copia(*arranca)
    lineas = dict(x.split("=") for x in (copia / ".env").read_text().splitlines())
    return SimpleNamespace(
        env=copia / ".env",
        lineas=lineas,
        claves={k: v for k, v in lineas.items() if k.startswith("CLAVE_")},
        dicho=hecho.stdout + hecho.stderr,
        palabras=registro.read_text(),
    )


def test_las_claves_son_al_azar_y_distintas(cambiadas):
    usuarios = ("ADMIN", "PRODUCER", "WORKER", "MONITOR", "PANEL", "HERRAMIENTAS")

    assert set(cambiadas.claves) == {f"CLAVE_{u}" for u in usuarios}
    assert all(len(bytes.fromhex(clave)) == 16 for clave in cambiadas.claves.values())
    assert len(set(cambiadas.claves.values())) == 6


def test_lo_demas_de_env_queda_como_estaba(cambiadas):
    assert cambiadas.lineas["TAREAS"] == "4"
    assert cambiadas.env.stat().st_mode & 0o077 == 0


def test_ninguna_clave_va_en_las_palabras_de_docker_ni_en_lo_que_se_dice(cambiadas):
    assert "exec" in cambiadas.palabras
    assert not [c for c in cambiadas.claves.values() if c in cambiadas.palabras + cambiadas.dicho]


def test_con_la_clave_de_antes_ya_no_se_entra(taller, cambiadas):  # noqa: ARG001
    with pytest.raises(HTTPError, match="401"):
        taller.api("users")


def test_cambian_en_un_broker_en_marcha_y_el_taller_sigue(taller, cambiadas):
    taller = Taller(**taller.entorno, **cambiadas.claves)

    assert taller.terminada().completadas == 4
    usuarios = {u["name"]: u["tags"] for u in taller.api("users")}
    assert usuarios["monitor"] == ["monitoring"]
    assert usuarios["worker"] == []
    taller.esperar(lambda: "todo hecho: " in taller.dice("monitor"))


def test_el_usuario_que_faltaba_entra_y_puede_lo_suyo(taller, cambiadas):
    dicho = taller.compose("run", "--rm", "-T", "herramientas", "fallidas", **cambiadas.claves)

    assert "0 en tareas_fallidas\n" in dicho
