"""Los fallos de la matriz como pruebas; los que tardan, en make test-largo."""

import pytest

from taller.caos.correr import corre
from taller.caos.tabla import CORTOS, FALLOS


def caso(fallo):
    corto = fallo.codigo in CORTOS
    marcas = () if corto else (pytest.mark.largo, pytest.mark.timeout(300))
    return pytest.param(fallo, id=f"{fallo.nombre}: {fallo.que}", marks=marcas)


@pytest.mark.parametrize("fallo", [caso(fallo) for fallo in FALLOS])
def test_tras_el_fallo_todo_vuelve_y_las_cuentas_cuadran(construido, fallo):
    fila = corre(construido, fallo, semilla="1")

    assert fila.resultado == "bien"
