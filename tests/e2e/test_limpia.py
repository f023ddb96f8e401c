"""make limpia, de verdad, en una copia del taller que ha estado en marcha."""

import subprocess
from os import environ

import pytest

from herramientas.sistema import restos
from herramientas.sistema.docker import orden
from tests.e2e import ordenes

pytestmark = [
    pytest.mark.largo,
    pytest.mark.sola,
    pytest.mark.compose,  # cada uno borra con --rmi a su modo
    pytest.mark.timeout(240),
]
SE_LLEVA = ("taller-aparte*", "taller/suplente-*")


def imagenes(cuales):
    return orden("docker", "images", "--format", "{{.Repository}}:{{.Tag}}", cuales).split()


@pytest.fixture
def guardadas():
    """Los suplentes y las imágenes de las pruebas de todas las copias, que vuelven al acabar."""
    hay = [i for cual in SE_LLEVA for i in imagenes(cual)]
    aparte = restos.nombre("guardada")  # si se interrumpe, se quitan como cualquier resto
    for numero, imagen in enumerate(hay):
        orden("docker", "tag", imagen, f"{aparte}-{numero}")
    yield hay
    for numero, imagen in enumerate(hay):
        orden("docker", "tag", f"{aparte}-{numero}", imagen)
    restos.borrar(aparte)


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
    assert len(imagenes(f"{taller.nombre}*worker")) == 1  # el de --scale, sin contenedor

    en_la_copia("make", "limpia")

    assert taller.nombre not in restos.proyectos()
    assert guardadas
    assert not [i for cual in (*SE_LLEVA, f"{taller.nombre}*") for i in imagenes(cual)]
    for suyo in (".venv", ".cache"):
        assert not (copia / suyo).exists()
    assert (copia / ".env").read_text() == "TAREAS=4\n"
