"""`make caos`: los fallos de la matriz, uno tras otro; `make caos FALLO=F5`, uno solo."""

import sys

from herramientas.caos.suite import corre_suite, pedidos
from herramientas.caos.tabla import AZAR, FALLOS
from herramientas.medidas.medido import versiones
from herramientas.sistema.taller import Taller


def main() -> int:
    """Estado 0 si todas las filas salen bien, 1 si alguna no, 2 si el fallo pedido no existe."""
    elegidos = pedidos((*FALLOS, AZAR))
    taller = Taller("caos")

    def arranca() -> dict[str, str]:
        taller.compose("up", "-d", "rabbitmq")
        taller.sano("rabbitmq")
        return versiones(taller)

    nombre = "" if elegidos else "resultados"
    if elegidos == [AZAR]:
        nombre = "resultados-largo"
    return corre_suite(taller, elegidos or FALLOS, arranca, nombre)


if __name__ == "__main__":
    sys.exit(main())
