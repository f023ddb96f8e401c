"""Una suite corre los fallos uno tras otro, dice la fila de cada uno y, si se pide, las escribe."""

import os
import sys
from collections.abc import Iterable, Sequence

from herramientas.caos.correr import corre
from herramientas.caos.documentos import escribe
from herramientas.caos.fallo import COLUMNAS, Fallo
from herramientas.sistema.taller import Taller

ANCHO = 43  # letras del fallo más largo; las demás columnas, las de su nombre


def pedidos(fallos: Sequence[Fallo]) -> list[Fallo]:
    """Elige los que dice la línea de órdenes, por su código o su nombre; ninguno si no dice nada.

    Raises:
        SystemExit: con 2, tras decir cuáles hay, si pide uno que no está.
    """
    pedido = " ".join(sys.argv[1:])
    elegidos = [f for f in fallos if pedido in {f.codigo, f.nombre}]
    if pedido and not elegidos:
        hay = ", ".join(f.nombre for f in fallos)
        print(f"FALLO=«{pedido}» no es válido: se espera uno de {hay}", file=sys.stderr)
        sys.exit(2)
    return elegidos


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
