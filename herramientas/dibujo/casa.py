"""`make casa` dibuja la casa con lo que importa cada sala."""

from herramientas.dibujo.importaciones import Grafo, alcanza, de_las_salas, de_los_modulos
from herramientas.sistema.bloques import al_dia
from herramientas.sistema.docker import RAIZ

DONDE = RAIZ / ".github/CONTRIBUTING.md"
MARCOS = ("comun", "herramientas")  # carpetas con salas dentro
VACIAS = ("ejemplos", "herramientas")  # y las que no tienen más que salas


def main() -> None:
    """Pone al día el dibujo de CONTRIBUTING.md."""
    DONDE.write_text(al_dia(DONDE.read_text(encoding="utf-8"), bloques()), encoding="utf-8")


def bloques() -> dict[str, str]:
    """Da el bloque de CONTRIBUTING.md: el dibujo de lo que ahora se importa."""
    return {"casa": dibujo(directas(plegadas(de_las_salas(de_los_modulos()))))}


def plegadas(salas: Grafo) -> Grafo:
    """Junta las salas hasta dos niveles: lo que hay dentro de una cuenta como suyo."""
    dobladas: Grafo = {}
    for sala, suyas in salas.items():
        dobladas.setdefault(_pliega(sala), set()).update(map(_pliega, suyas))
    return {sala: suyas - {sala} for sala, suyas in dobladas.items() if sala not in VACIAS}


def directas(salas: Grafo) -> Grafo:
    """Quita las flechas hacia donde ya se llega por otras."""
    return {
        sala: {s for s in suyas if not any(s in alcanza(salas, otra) for otra in suyas - {s})}
        for sala, suyas in salas.items()
    }


def dibujo(salas: Grafo) -> str:
    """Devuelve el bloque de Mermaid, que GitHub dibuja."""
    lineas = ["```mermaid", "flowchart TD"]
    for marco in MARCOS:
        dentro = sorted(sala for sala in salas if f"{sala}.".startswith(f"{marco}."))
        lineas += [f"    subgraph {marco}", *(f"        {_caja(s)}" for s in dentro), "    end"]
    for sala in sorted(salas):
        lineas += [f"    {_id(sala)} --> {_id(suya)}" for suya in sorted(salas[sala])]
    return "\n".join([*lineas, "```"])


def _pliega(sala: str) -> str:
    return ".".join(sala.split(".")[:2])


def _id(sala: str) -> str:
    return sala.replace(".", "_") if "." in sala or sala not in MARCOS else f"{sala}_"


def _caja(sala: str) -> str:
    return f"{_id(sala)}[{sala.rpartition('.')[2]}]"


if __name__ == "__main__":
    main()
