"""Las filas: lo que se imprime de cada una."""

from herramientas.caos.fallo import Fila

ANCHOS = {
    "fallo": 43,
    "pedidas": 8,
    "enviadas S": 10,
    "devueltas": 10,
    "dudosas": 8,
    "hechas D": 8,
    "fallidas X": 10,
    "repetidas U": 11,
    "perdidas L": 10,
    "inesperadas": 11,
    "en duda": 8,
    "detección s": 11,
    "recuperación s": 14,
    "resultado": 9,
}


def celdas(fila: Fila) -> list[str]:
    """Los textos de una fila, en el orden de la cabecera."""
    permitidas = " (permitidas)" if fila.permitidas else ""
    publicadas = (fila.enviadas, fila.devueltas, fila.dudosas)
    cuentas = (fila.hechas, fila.fallidas, fila.repetidas, fila.perdidas, fila.inesperadas)
    tiempos = (fila.deteccion, fila.recuperacion)
    return [
        f"{fila.fallo}: {fila.que}",
        str(fila.pedidas or "–"),
        *map(str, (*publicadas, *cuentas, fila.en_duda)),
        *("–" if t is None else f"{t:.1f}" for t in tiempos),
        fila.resultado.partition("\n")[0] + permitidas,
    ]


def renglon(textos: list[str]) -> str:
    """Una línea alineada para la terminal."""
    anchos = zip(textos, ANCHOS.values(), strict=True)
    return "  ".join(t.ljust(a) for t, a in anchos).rstrip()
