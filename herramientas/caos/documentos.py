"""Los resultados se guardan en tests/caos, y de ahí van su tabla y sus notas a docs/.

El resto de esos documentos se escribe a mano: de ellos solo cambia lo que hay entre las marcas.
"""

import json
import re
from dataclasses import asdict
from typing import Any

from herramientas.caos.fila import COLUMNAS, Fila
from herramientas.medidas.medido import ahora
from herramientas.sistema.docker import RAIZ

DOCUMENTOS = (RAIZ / "docs/caos.md", RAIZ / "docs/cluster.md")
MARCAS = re.compile(r"(<!-- de (\S+) -->\n).*?(<!-- fin -->\n)", re.DOTALL)


def escribe(nombre: str, filas: list[Fila], con: dict[str, str], semilla: str) -> None:
    """Guarda los resultados de una semilla, si algún documento los cuenta, y lo pone al día."""
    archivo = f"tests/caos/{nombre}.{semilla}.json"
    suyos = [documento for documento in DOCUMENTOS if archivo in contados(documento.read_text())]
    if not suyos:
        print(f"\n· no se escribe: ningún documento cuenta {archivo}")
        return
    datos = {"fecha": ahora(), "semilla": semilla, "versiones": con}
    texto = json.dumps({**datos, "filas": list(map(asdict, filas))}, ensure_ascii=False, indent=1)
    (RAIZ / archivo).write_text(texto + "\n")
    for documento in suyos:
        documento.write_text(al_dia(documento.read_text()))
        print(f"\n· escrito en {archivo} y en {documento.relative_to(RAIZ)}")


def contados(texto: str) -> list[str]:
    """Da los archivos de resultados que cuenta un documento, en orden."""
    return [archivo for _, archivo, _ in MARCAS.findall(texto)]


def al_dia(texto: str) -> str:
    """Devuelve el mismo documento, con lo que ahora dicen sus resultados."""

    def rehecho(marcas: re.Match[str]) -> str:
        suite = json.loads((RAIZ / marcas[2]).read_text())
        return f"{marcas[1]}\n{contada(suite)}\n\n{marcas[3]}"

    return MARCAS.sub(rehecho, texto)


def contada(suite: dict[str, Any]) -> str:
    """Dice cuándo y con qué se corrió una suite, con su tabla y lo que anotó cada fila."""
    filas = [Fila(**fila) for fila in suite["filas"]]
    con = " · ".join(f"{que} {cual}" for que, cual in suite["versiones"].items())
    tabla = [COLUMNAS, ["---"] * len(COLUMNAS), *(fila.celdas().values() for fila in filas)]
    lineas = [f"{suite['fecha']} · {con}", "", *(f"| {' | '.join(celdas)} |" for celdas in tabla)]
    lineas += ["", *(f"- {f.fallo}: {' · '.join(f.notas)}" for f in filas if f.notas)]
    return "\n".join(lineas).rstrip()
