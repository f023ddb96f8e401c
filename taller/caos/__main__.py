"""`make caos`: los fallos de la matriz, uno tras otro; `make caos FALLO=F5`, uno solo."""

import os
import sys

from taller.caos.correr import corre
from taller.caos.resultados import ANCHOS, celdas, escribe, renglon, versiones
from taller.caos.tabla import AZAR, FALLOS
from taller.sistema import Taller


def main() -> int:
    """Estado 0 si todas las filas salen bien, 1 si alguna no, 2 si el fallo pedido no existe."""
    pedido = " ".join(sys.argv[1:])
    elegidos = [f for f in (*FALLOS, AZAR) if pedido in {f.codigo, f.nombre}]
    if pedido and not elegidos:
        hay = ", ".join(f.nombre for f in (*FALLOS, AZAR))
        print(f"FALLO=«{pedido}» no vale: se espera uno de {hay}", file=sys.stderr)
        return 2
    semilla = os.environ.get("SEMILLA") or "1"
    taller = Taller("caos")
    filas = []
    print(f"· se construyen las imágenes; SEMILLA={semilla}\n\n{renglon(list(ANCHOS))}", flush=True)
    try:
        taller.compose("build", "-q")
        con = versiones(taller)
        for fallo in elegidos or FALLOS:
            filas.append(corre(taller, fallo, semilla))
            print(renglon(celdas(filas[-1])), flush=True)
        if not pedido or elegidos == [AZAR]:
            nombre = "resultados-largo" if pedido else "resultados"
            escribe(nombre, filas, con, semilla)
            print(f"\n· escrito en tests/caos/{nombre}.md y .json")
    finally:
        taller.borrar()
    for fila in (f for f in filas if f.reparos):
        print(f"\n✗ {fila.fallo}, {fila.que}: {fila.resultado}", file=sys.stderr)
    return 1 if any(fila.reparos for fila in filas) else 0


if __name__ == "__main__":
    sys.exit(main())
