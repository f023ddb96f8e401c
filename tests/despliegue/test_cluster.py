"""Un cluster de tres nodos que los pierde de todas las maneras, y no pierde ninguna tarea."""

import pytest

from herramientas.caos.correr import corre
from herramientas.caos.tabla import DEL_CLUSTER

pytestmark = [pytest.mark.largo, pytest.mark.timeout(240)]


@pytest.mark.parametrize("fallo", [pytest.param(f, id=f"{f.nombre}: {f.que}") for f in DEL_CLUSTER])
def test_tras_el_fallo_todo_vuelve_y_las_cuentas_cuadran(cluster, fallo):
    fila = corre(cluster, fallo, semilla="1")

    assert fila.resultado == "bien"
