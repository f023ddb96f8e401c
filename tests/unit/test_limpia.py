"""make limpia, por lo que correría: de verdad se llevaría el .venv de estas pruebas."""

import subprocess

import pytest

from herramientas.sistema.docker import RAIZ

IGNORADO = set((RAIZ / ".gitignore").read_text().split())
# Sus ajustes, sus claves y la copia de seguridad de su servidor
DE_QUIEN_LO_USA = {".env", "despliegue/servidor/secretos/", "/definiciones.json", "/datos.tar.gz"}


@pytest.fixture(scope="module")
def palabras():
    return subprocess.check_output(["make", "-n", "limpia"], cwd=RAIZ, text=True).split()


def test_borra_el_volumen_y_las_imagenes(palabras):
    # --remove-orphans: sin ella, Compose v2 deja la imagen de quien no tiene contenedor (worker)
    suyas = {"down", "-v", "--rmi", "--remove-orphans", "herramientas.sistema.restos"}
    assert suyas <= set(palabras)


@pytest.mark.parametrize("ruta", sorted(IGNORADO - DE_QUIEN_LO_USA))
def test_borra_lo_que_git_ignora_porque_lo_hace_el_taller(palabras, ruta):
    assert ruta.strip("/") in palabras


@pytest.mark.parametrize("ruta", sorted(DE_QUIEN_LO_USA))
def test_no_borra_los_ajustes_ni_las_claves_ni_las_copias_de_quien_lo_usa(palabras, ruta):
    assert ruta in IGNORADO
    assert ruta.strip("/") not in palabras
