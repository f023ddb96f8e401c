"""Las órdenes de los README funcionan, una tras otra, tal como están escritas."""

import pytest

from tests.e2e.ordenes import SOLO, bloques, copia, correr, script

pytestmark = [pytest.mark.largo, pytest.mark.timeout(600)]

# El inglés repite órdenes del español: cada una se corre una vez. Al cambiar de experimento no se
# espera a que los workers acaben lo que tienen, salvo donde el bloque acaba en `demo`; donde el
# ejemplo no dice su complejidad, es corto.
ORDENES = dict.fromkeys(bloques("README.md") + bloques("README.en.md"))
PRISA = {"GRACIA": "1s", "COMPLEJIDAD": "0.5"}


def test_cada_bloque_de_ordenes_acaba_bien(taller, tmp_path):
    proyecto, delante = copia(tmp_path), script(tmp_path / "bin")

    for orden in ORDENES:
        hecho = correr(orden, proyecto, delante, {**taller.entorno, **SOLO, **PRISA})

        assert hecho.returncode == 0, f"{orden}\n{hecho.stdout}\n{hecho.stderr}"
