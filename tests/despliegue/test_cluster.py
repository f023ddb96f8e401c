"""Un cluster de tres nodos los pierde de una manera y otra, y no pierde ninguna tarea."""

from herramientas.caos.correr import corre
from herramientas.caos.tabla import DEL_CLUSTER
from tests.caos.casos import casos_de


@casos_de(DEL_CLUSTER)
def test_tras_el_fallo_todo_vuelve_y_las_cuentas_cuadran(cluster, fallo):
    fila = corre(cluster, fallo, semilla="1")

    assert fila.resultado == "bien"
