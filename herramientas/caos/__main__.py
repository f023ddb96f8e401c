"""`make caos` provoca los fallos de la matriz, uno tras otro; `make caos FALLO=F5`, solo ese."""

import sys

from herramientas.caos.azar import AZAR
from herramientas.caos.suite import corre_suite, pedidos
from herramientas.caos.tabla import FALLOS
from herramientas.medidas.medido import versiones
from herramientas.sistema.taller import Taller, preparar


def main() -> int:
    """Acaba con 0 si todas las filas salen bien, 1 si alguna no, 2 si el fallo pedido no existe."""
    elegidos = pedidos((*FALLOS, AZAR))
    nombre = "" if elegidos else "resultados"
    if elegidos == [AZAR]:
        nombre = "resultados-largo"
    preparar()
    with Taller("caos") as taller:
        taller.arrancar_broker()
        return corre_suite(taller, elegidos or FALLOS, versiones(taller), nombre)


if __name__ == "__main__":
    sys.exit(main())
