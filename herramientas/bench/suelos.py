"""Los suelos: un poco menos de lo que se alcanzó; quedar por debajo es haber empeorado."""

import sys

from herramientas.bench.filas import Fila, resumir
from herramientas.bench.lista import TALLER, TALLER_INFO

# En proporción a C, en la misma vuelta: (prueba, par, suelo)
SUELOS = (
    ("publicar", TALLER, 0.55),
    ("publicar", TALLER_INFO, 0.40),
    ("consumir", TALLER, 0.60),
    ("consumir", TALLER_INFO, 0.50),
)


def comprobar(filas: list[Fila]) -> int:
    """0 si todo lo medido llega a su suelo; 1, y se dice, si algo no, o si no se pudo medir."""
    estado = 0
    for prueba, par, suelo in SUELOS:
        resumen = resumir(filas, prueba).get(par.nombre)
        if resumen is None or not resumen.proporcion:
            print(f"✗ {prueba}, {par.nombre}: sin ninguna medida que valga", file=sys.stderr)
            estado = 1
        elif resumen.proporcion < suelo:
            que = f"{resumen.proporcion:.2f} x C; el suelo es {suelo:.2f}"
            print(f"✗ {prueba}, {par.nombre}: {que}", file=sys.stderr)
            estado = 1
    return estado
