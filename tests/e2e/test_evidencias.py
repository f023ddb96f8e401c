"""Los hechos de las imágenes, sobre el sistema de verdad y sin hacer las imágenes."""

import pytest

from evidencias.situaciones import SITUACIONES

pytestmark = pytest.mark.largo


class SinFotos:
    def mirar(self, _taller, _vista):
        return lambda: None

    def panel(self, taller, _tema):
        return PanelSinFotos(taller)


class PanelSinFotos:
    def __init__(self, taller):
        self.taller = taller

    def foto(self):
        return None

    def filma(self, mientras):
        self.taller.esperar(lambda: not mientras())


@pytest.mark.timeout(400)  # algunas son tres tandas
@pytest.mark.parametrize("situacion", SITUACIONES)
def test_lo_que_ensenan_las_imagenes_es_verdad(taller, situacion):
    imagenes = situacion(taller, SinFotos())  # comprueba sus hechos, o lanza HechoFalso

    assert all(imagen.texto for imagen in imagenes)
