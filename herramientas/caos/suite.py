"""Una suite corre los fallos uno tras otro, dice la fila de cada uno y, si se pide, las escribe."""

import os
import sys
from collections.abc import Iterable

from herramientas.caos.azar import AZAR
from herramientas.caos.correr import corre
from herramientas.caos.documentos import escribe
from herramientas.caos.fallo import COLUMNAS, Fallo
from herramientas.caos.tabla import DEL_CLUSTER, FALLOS
from herramientas.sistema.taller import Taller

SUITES = {  # cada una, por el nombre de sus resultados
    "resultados": FALLOS,
    "resultados-largo": [AZAR],
    "resultados-cluster": DEL_CLUSTER,
}
ANCHO = 43  # letras del fallo más largo; las demás columnas, las de su nombre


def corre_suite(
    taller: Taller, fallos: Iterable[Fallo], con: dict[str, str], nombre: str = ""
) -> int:
    """Devuelve 0 si todas las filas salen bien, 1 si alguna no.

    Con `nombre` se escriben los resultados; `con` es con qué se mide.
    """
    semilla = os.environ.get("SEMILLA") or "1"
    print(f"· SEMILLA={semilla}\n\n{renglon(COLUMNAS)}", flush=True)
    filas = []
    for fallo in fallos:
        filas.append(corre(taller, fallo, semilla))
        print(renglon(filas[-1].celdas().values()), flush=True)
    if nombre:
        escribe(nombre, filas, con, semilla)
    malas = [fila for fila in filas if fila.reparos]
    for fila in malas:
        print(f"\n✗ {fila.fallo}, {fila.que}: {fila.resultado}", file=sys.stderr)
    return 1 if malas else 0


def renglon(textos: Iterable[str]) -> str:
    """Alinea una fila para la terminal."""
    anchos = (ANCHO, *map(len, COLUMNAS[1:]))
    return "  ".join(t.ljust(a) for t, a in zip(textos, anchos, strict=True)).rstrip()
