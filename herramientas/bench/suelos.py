"""Un suelo es un poco menos de lo que se alcanzó: quedar por debajo es haber empeorado."""

import sys

from herramientas.bench.lista import TALLER, TALLER_INFO
from herramientas.bench.medida import Medida, resumir

# En proporción a C, en la misma vuelta, y en la máquina donde es menor: en otra CPU, todo lo que es
# de Python queda más cerca de C. (acción, par, suelo)
SUELOS = (
    ("publicar", TALLER, 0.55),
    ("publicar", TALLER_INFO, 0.37),
    ("consumir", TALLER, 0.55),
    ("consumir", TALLER_INFO, 0.48),
)


def comprobar(medidas: list[Medida]) -> int:
    """Devuelve 0 si todo llega a su suelo; si algo no llega o no se pudo medir, lo dice y da 1."""
    estado = 0
    for accion, par, suelo in SUELOS:
        resumen = resumir(medidas, accion).get(par.nombre)
        proporcion = resumen.proporcion if resumen else 0.0
        if proporcion < suelo:
            que = f"{proporcion:.2f} x C; el suelo es {suelo:.2f}"
            que = que if proporcion else "sin ninguna medida que valga"
            print(f"✗ {accion}, {par.nombre}: {que}", file=sys.stderr)
            estado = 1
    return estado
