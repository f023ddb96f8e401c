"""El taller con el trabajo de ejemplos/miniaturas, sobre las imágenes de img/."""

import pytest
from PIL import Image

from herramientas.sistema.docker import RAIZ, orden
from herramientas.sistema.taller import ARCHIVOS
from tests.e2e.tanda import tanda_hecha

pytestmark = [pytest.mark.largo, pytest.mark.compose]  # cada compose junta los archivos a su modo
IMAGENES = {f.name for f in (RAIZ / "img").glob("*.png")}


@pytest.fixture(scope="module")
def taller():
    ejemplo = f"{ARCHIVOS}:ejemplos/miniaturas/compose.yml"
    with tanda_hecha(COMPOSE_FILE=ejemplo, INTERVALO="0.1", FOTOS="./img") as taller:
        yield taller


def test_cada_png_de_img_tiene_su_miniatura(taller, tmp_path):
    orden("docker", "cp", f"{taller.prefijo}worker1:/resultados", str(tmp_path / "miniaturas"))

    hechas = {}
    for archivo in (tmp_path / "miniaturas").iterdir():
        with Image.open(archivo) as imagen:
            imagen.load()
            hechas[archivo.name] = imagen.width
    assert hechas == dict.fromkeys(IMAGENES, 160)


def test_las_hacen_entre_los_dos_workers(taller):
    reparto = taller.recuento().reparto()

    assert all(reparto.values())
    assert sum(reparto.values()) >= len(IMAGENES)


def test_lo_que_no_es_un_png_dice_por_que_falla_y_acaba_en_tareas_fallidas(taller):
    dicho = taller.dice("worker1") + taller.dice("worker2")
    assert dicho.count("fallida panel.gif · panel.gif no es un PNG · intento ") == 3
    assert "descartada panel.gif · panel.gif no es un PNG · intento 4 de 4, pasa a" in dicho

    fallidas = taller.compose("run", "--rm", "-T", "herramientas", "fallidas")

    assert "1 en tareas_fallidas\n" in fallidas
    assert "\npanel.gif " in fallidas
