"""make limpia, de verdad, en una copia del taller que ha estado en marcha."""

import subprocess
from os import environ

import pytest

from taller import restos
from taller.docker import orden
from taller.sistema import preparar
from tests.e2e import ordenes

pytestmark = [pytest.mark.largo, pytest.mark.sola, pytest.mark.timeout(240)]


@pytest.fixture
def guardadas():
    """Los suplentes y las imágenes de las pruebas, que también se lleva, vuelven al acabar."""
    hay = orden("docker", "images", "--format", "{{.Repository}}", "taller/suplente-*").split()
    for imagen in hay:
        orden("docker", "tag", imagen, f"guardada-{imagen}")
    yield hay
    for imagen in hay:
        orden("docker", "tag", f"guardada-{imagen}", imagen)
        orden("docker", "rmi", f"guardada-{imagen}")
    preparar()


def test_se_lleva_lo_que_dejo_el_taller_y_respeta_env(taller, tmp_path, guardadas):
    copia = ordenes.copia(tmp_path)
    (copia / ".env").write_text("TAREAS=4\n")
    entorno = {**environ, **taller.entorno, **ordenes.SOLO}

    def en_la_copia(*palabras):
        return subprocess.run(
            palabras, cwd=copia, env=entorno, check=True, capture_output=True, text=True
        )

    en_la_copia("make", "up")
    assert taller.nombre in restos.proyectos()

    en_la_copia("make", "limpia")

    assert taller.nombre not in restos.proyectos()
    for imagen in ("taller-aparte*", *guardadas):
        assert not orden("docker", "images", "-q", imagen).split()
    for suyo in (".venv", ".cache"):
        assert not (copia / suyo).exists()
    assert (copia / ".env").read_text() == "TAREAS=4\n"
