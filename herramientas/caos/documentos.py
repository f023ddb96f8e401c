"""Los resultados se guardan en tests/caos, y de ahí van su tabla y sus notas a docs/.

Cada archivo de resultados es un bloque de un documento, que se llama como él.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from herramientas.caos.fallo import COLUMNAS, Fila
from herramientas.medidas.medido import ahora
from herramientas.sistema.bloques import al_dia, nombres
from herramientas.sistema.docker import RAIZ

DOCUMENTOS = (RAIZ / "docs/caos.md", RAIZ / "docs/cluster.md")


def escribe(nombre: str, filas: list[Fila], con: dict[str, str], semilla: str) -> None:
    """Guarda los resultados de una semilla, si algún documento los cuenta, y lo pone al día."""
    archivo = f"tests/caos/{nombre}.{semilla}.json"
    suyos = [documento for documento in DOCUMENTOS if archivo in nombres(documento.read_text())]
    if not suyos:
        print(f"\n· no se escribe: ningún documento cuenta {archivo}")
        return
    datos = {"fecha": ahora(), "semilla": semilla, "versiones": con}
    texto = json.dumps({**datos, "filas": list(map(asdict, filas))}, ensure_ascii=False, indent=1)
    (RAIZ / archivo).write_text(texto + "\n")
    for documento in suyos:
        documento.write_text(al_dia(documento.read_text(), bloques(documento)))
        print(f"\n· escrito en {archivo} y en {documento.relative_to(RAIZ)}")


def bloques(documento: Path) -> dict[str, str]:
    """Da los bloques de un documento: lo que ahora dicen sus archivos de resultados."""
    archivos = nombres(documento.read_text())
    return {a: f"\n{contada(json.loads((RAIZ / a).read_text()))}\n" for a in archivos}


def contada(suite: dict[str, Any]) -> str:
    """Dice cuándo y con qué se corrió una suite, con su tabla y lo que anotó cada fila."""
    filas = [Fila(**fila) for fila in suite["filas"]]
    con = " · ".join(f"{que} {cual}" for que, cual in suite["versiones"].items())
    tabla = [COLUMNAS, ["---"] * len(COLUMNAS), *(fila.celdas().values() for fila in filas)]
    lineas = [f"{suite['fecha']} · {con}", "", *(f"| {' | '.join(celdas)} |" for celdas in tabla)]
    lineas += ["", *(f"- {f.fallo}: {' · '.join(f.notas)}" for f in filas if f.notas)]
    return "\n".join(lineas).rstrip()
