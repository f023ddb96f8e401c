"""Una suite: los fallos uno tras otro, cada uno con su fila, y si se pide, su tabla escrita."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence

from herramientas.caos.correr import corre
from herramientas.caos.corrida import Corrida
from herramientas.caos.documentos import escribe
from herramientas.caos.fallo import Fallo
from herramientas.caos.resultados import ANCHOS, celdas, renglon
from herramientas.sistema.taller import Taller, preparar


def pedidos(fallos: Sequence[Fallo[Corrida]]) -> list[Fallo[Corrida]]:
    """Los que dice la línea de órdenes, por su código o su nombre; ninguno si no dice nada.

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
    taller: Taller,
    fallos: Iterable[Fallo[Corrida]],
    prepara: Callable[[], dict[str, str]],
    nombre: str = "",
) -> int:
    """Estado 0 si todas las filas salen bien, 1 si alguna no.

    `prepara` arranca el broker y dice con qué se mide; con `nombre` se escriben los resultados.
    """
    semilla = os.environ.get("SEMILLA") or "1"
    filas = []
    print(f"· se construyen las imágenes; SEMILLA={semilla}\n", flush=True)
    preparar()
    print(renglon(list(ANCHOS)), flush=True)
    try:
        con = prepara()
        for fallo in fallos:
            filas.append(corre(taller, fallo, semilla))
            print(renglon(celdas(filas[-1])), flush=True)
        if nombre:
            escribe(nombre, filas, con, semilla)
    finally:
        taller.borrar()
    for fila in (f for f in filas if f.reparos):
        print(f"\n✗ {fila.fallo}, {fila.que}: {fila.resultado}", file=sys.stderr)
    return 1 if any(fila.reparos for fila in filas) else 0
