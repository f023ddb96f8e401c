"""Un clon hecho con umask 077, que solo puede leer su dueño, arranca igual."""

import subprocess
from os import environ

import pytest

from tests.e2e import ordenes

pytestmark = [pytest.mark.largo, pytest.mark.compose, pytest.mark.timeout(240)]


@pytest.fixture
def clon(tmp_path):
    copia = ordenes.copia(tmp_path)
    for suyo in (copia, *copia.rglob("*")):
        if not suyo.is_symlink():
            suyo.chmod(suyo.stat().st_mode & 0o700)
    return copia


def test_con_el_remedio_que_se_dice_arranca_y_hace_su_tanda(taller, clon):
    entorno = {**environ, **taller.entorno, **ordenes.SOLO, "COMPLEJIDAD": "0.1"}

    def up():
        return subprocess.run(
            ["herramientas/preparar/compose.sh", "up", "-d", "--build"],
            cwd=clon,
            env=entorno,
            check=False,
            capture_output=True,
            text=True,
        )

    negado = up()
    (linea,) = negado.stderr.splitlines()
    subprocess.run(["sh", "-c", linea.rpartition(": ")[2]], cwd=clon, check=True)
    hecho = up()

    assert negado.returncode == 1
    assert hecho.returncode == 0, hecho.stderr
    assert taller.terminada().completadas == 10
    taller.sano("panel")
