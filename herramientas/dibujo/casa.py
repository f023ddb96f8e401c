"""`make casa` dibuja la casa con lo que importa cada sala, también si solo es para los tipos."""

import ast
from collections.abc import Iterator
from pathlib import Path

from herramientas.sistema.bloques import al_dia
from herramientas.sistema.docker import RAIZ

Grafo = dict[str, set[str]]

DONDE = RAIZ / ".github/CONTRIBUTING.md"
MARCOS = ("comun", "herramientas")  # carpetas con salas dentro
VACIAS = ("ejemplos", "herramientas")  # y las que no tienen más que salas


def main() -> None:
    """Pone al día el dibujo de CONTRIBUTING.md."""
    DONDE.write_text(al_dia(DONDE.read_text(encoding="utf-8"), bloques()), encoding="utf-8")


def bloques() -> dict[str, str]:
    """Da el bloque de CONTRIBUTING.md: el dibujo de lo que ahora se importa."""
    return {"casa": dibujo(directas(de_las_salas(de_los_modulos(), hondo=2)))}


def de_los_modulos(raiz: Path = RAIZ) -> Grafo:
    """Dice de cada módulo los del proyecto que importa; los de tests/ no cuentan."""
    rutas = {_modulo(r.relative_to(raiz)): r for r in sorted(raiz.glob("[a-z]*/**/*.py"))}
    modulos = {modulo: r for modulo, r in rutas.items() if not modulo.startswith("tests.")}
    return {
        modulo: set(_importados(ast.parse(ruta.read_bytes()), modulos)) - {modulo}
        for modulo, ruta in modulos.items()
    }


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


def de_las_salas(modulos: Grafo, hondo: int | None = None) -> Grafo:
    """Dice de cada sala las salas de las que importa; las de más `hondo` cuentan como la suya."""
    carpetas = {modulo.rpartition(".")[0] for modulo in modulos}

    def sala(modulo: str) -> str:
        carpeta = modulo if modulo in carpetas else modulo.rpartition(".")[0]
        return ".".join(carpeta.split(".")[:hondo])

    salas: Grafo = {sala(modulo): set() for modulo in modulos}
    for modulo, suyos in modulos.items():
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


def directas(salas: Grafo) -> Grafo:
    """Quita las flechas hacia donde ya se llega por otras."""
    return {
        sala: {s for s in suyas if not any(s in alcanza(salas, otra) for otra in suyas - {s})}
        for sala, suyas in salas.items()
    }


def dibujo(salas: Grafo) -> str:
    """Devuelve el bloque de Mermaid, que GitHub dibuja."""
    dibujadas = sorted(salas.keys() - {*VACIAS})
    lineas = ["```mermaid", "flowchart TD"]
    for marco in MARCOS:
        dentro = [sala for sala in dibujadas if f"{sala}.".startswith(f"{marco}.")]
        cajas = [f"        {_id(sala)}[{sala.rpartition('.')[2]}]" for sala in dentro]
        lineas += [f"    subgraph {marco}", *cajas, "    end"]
    for sala in dibujadas:
        lineas += [f"    {_id(sala)} --> {_id(suya)}" for suya in sorted(salas[sala])]
    return "\n".join([*lineas, "```"])


def _id(sala: str) -> str:
    """Da el nombre de su caja, que no puede ser el de un marco."""
    return f"{sala}_" if sala in MARCOS else sala.replace(".", "_")


if __name__ == "__main__":
    main()
