"""Este módulo lee del código quién importa a quién, también lo que solo es para los tipos."""

import ast
from collections.abc import Iterator
from pathlib import Path

from herramientas.sistema.docker import RAIZ

Grafo = dict[str, set[str]]


def de_los_modulos(raiz: Path = RAIZ) -> Grafo:
    """Dice de cada módulo los del proyecto que importa; los de tests/ no cuentan."""
    rutas = [r for r in raiz.glob("[a-z]*/**/*.py") if r.relative_to(raiz).parts[0] != "tests"]
    modulos = {_modulo(ruta.relative_to(raiz)): ruta for ruta in sorted(rutas)}
    return {
        modulo: set(_importados(ast.parse(ruta.read_text(encoding="utf-8")), modulos)) - {modulo}
        for modulo, ruta in modulos.items()
    }


def de_las_salas(grafo: Grafo) -> Grafo:
    """Dice de cada carpeta las carpetas de las que importa."""
    paquetes = {modulo.rpartition(".")[0] for modulo in grafo} - {""}

    def sala(modulo: str) -> str:
        return modulo if modulo in paquetes else modulo.rpartition(".")[0]

    salas: Grafo = {sala(modulo): set() for modulo in grafo}
    for modulo, suyos in grafo.items():
        salas[sala(modulo)] |= {sala(suyo) for suyo in suyos} - {sala(modulo)}
    return salas


def alcanza(grafo: Grafo, desde: str) -> set[str]:
    """Devuelve todo lo que se carga con un módulo, también los paquetes en que está."""
    hallados, quedan = set[str](), [desde]
    while quedan:
        modulo = quedan.pop()
        paquetes = {modulo[:i] for i, letra in enumerate(modulo) if letra == "."}
        nuevos = ({modulo} | paquetes) & grafo.keys() - hallados
        hallados |= nuevos
        quedan += [suyo for nuevo in nuevos for suyo in grafo[nuevo]]
    return hallados


def circulo(grafo: Grafo) -> list[str]:
    """Devuelve los que se importan en círculo, y los que dependen de ellos; vacía si no hay."""
    quedan = {modulo: set(suyos) for modulo, suyos in grafo.items()}
    while libres := [m for m, suyos in quedan.items() if not suyos & quedan.keys()]:
        for libre in libres:
            del quedan[libre]
    return sorted(quedan)


def _modulo(ruta: Path) -> str:
    return ".".join(ruta.with_suffix("").parts).removesuffix(".__init__")


def _importados(arbol: ast.Module, modulos: dict[str, Path]) -> Iterator[str]:
    for nodo in ast.walk(arbol):
        match nodo:
            case ast.Import(names=nombres):
                yield from (n.name for n in nombres if n.name in modulos)
            case ast.Constant(value=str(nombre)) if "." in nombre and nombre in modulos:
                yield nombre  # arrancar("worker.worker", …)
            case ast.ImportFrom(module=str(de), names=nombres):
                for uno in (f"{de}.{n.name}" for n in nombres):
                    if hallado := next((m for m in (uno, de) if m in modulos), None):
                        yield hallado
