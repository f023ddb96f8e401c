"""Los hechos de las imágenes, sobre el sistema de verdad y sin hacer las imágenes."""

import re

import pytest

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.situaciones import SITUACIONES
from herramientas.sistema.docker import RAIZ

pytestmark = pytest.mark.largo


# Lo que cada vez sale distinto: lo que duró algo, y en qué segundo pasó
TIEMPOS = re.compile(r"\d+\.\d s\b|segundos? +\d+(?:, \d+)*|\bal \d+|Up \d+ seconds?")
MUESTREADAS = {"monitor"}  # qué estados ve depende de cuándo mira: se comprueban sus hechos


def sin_tiempos(texto):
    """El texto de una imagen, igual en una máquina rápida y en una lenta."""
    return TIEMPOS.sub("…", texto).strip()


class SinFotos:
    """Un navegador que no hace fotos."""

    def mirar(self, _taller, _vista):
        return lambda: b""

    def panel(self, taller, _tema):
        return PanelSinFotos(taller)


class PanelSinFotos:
    def __init__(self, taller):
        self.taller = taller

    def foto(self):
        return b""

    def filmar(self, mientras):
        self.taller.esperar(lambda: not mientras())
        return b""


@pytest.fixture(scope="module")
def escenario():
    with Escenario(SinFotos()) as escenario:
        yield escenario


@pytest.mark.timeout(400)  # algunas son dos tandas
@pytest.mark.parametrize("situacion", SITUACIONES)
def test_lo_que_muestran_las_imagenes_es_verdad(escenario, situacion):
    for imagen in situacion(escenario):  # comprueba sus hechos, o lanza HechoFalso
        if imagen.nombre not in MUESTREADAS:
            guardado = (RAIZ / f"img/{imagen.nombre}.txt").read_text(encoding="utf-8")
            assert sin_tiempos(imagen.texto) == sin_tiempos(guardado)
