"""Cada fallo de la matriz en pub_sub se provoca, se repara y se le hacen las cuentas."""

from herramientas.caos.correr import corre
from tests.caos.casos import casos


@casos("pub_sub")
def test_tras_el_fallo_todo_vuelve_y_las_cuentas_cuadran(taller, fallo):
    fila = corre(taller, fallo, semilla="1")

    assert fila.resultado == "bien"
