"""resultados.csv: una fila por medida, con qué, dónde y cuándo."""

import csv
import platform
import statistics
from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from herramientas.bench.lista import VARA

ARCHIVO = Path(__file__).parent / "resultados.csv"
VUELTAS = 5  # las últimas que se resumen


@dataclass(frozen=True, slots=True, kw_only=True)
class Fila:
    """Una medida. Las de una misma vuelta se hicieron juntas: solo entre ellas se compara."""

    vuelta: str  # fecha y hora de su comienzo
    prueba: str
    par: str
    valor: float
    unidad: str
    ajena: float  # parte de la CPU que gastó lo demás, de 0 a 1
    versiones: str
    maquina: str


@dataclass(frozen=True, slots=True)
class Resumen:
    """Un par en una prueba: medianas de sus vueltas."""

    valor: float
    proporcion: float  # a la vara, en la misma vuelta; 0 = sin ella
    minimo: float
    maximo: float
    vueltas: int


def maquina() -> str:
    """Procesador y sistema."""
    info = Path("/proc/cpuinfo").read_text().splitlines()
    modelo = next((x.partition(": ")[2] for x in info if x.startswith("model name")), "?")
    nucleos = sum(x.startswith("processor") for x in info)
    return f"{nucleos} x {modelo}, Linux {platform.release()}"


def anotar(filas: list[Fila]) -> None:
    """Las añade al archivo."""
    nuevo = not ARCHIVO.exists()
    with ARCHIVO.open("a", newline="", encoding="utf-8") as archivo:
        escritor = csv.DictWriter(archivo, [c.name for c in fields(Fila)], lineterminator="\n")
        if nuevo:
            escritor.writeheader()
        escritor.writerows(asdict(fila) for fila in filas)


def leer() -> list[Fila]:
    """Todas las que hay."""
    if not ARCHIVO.exists():
        return []
    with ARCHIVO.open(newline="", encoding="utf-8") as archivo:
        return [
            Fila(**{**d, "valor": float(d["valor"]), "ajena": float(d["ajena"])})  # type: ignore[arg-type] # csv da textos
            for d in csv.DictReader(archivo)
        ]


def resumir(filas: list[Fila], prueba: str) -> dict[str, Resumen]:
    """Por par, lo que dan sus últimas vueltas de esa prueba, de más a menos proporción."""
    por_par: dict[str, list[Fila]] = defaultdict(list)
    for fila in filas:
        if fila.prueba == prueba:
            por_par[fila.par].append(fila)
    resumenes = {}
    for par, suyas in por_par.items():
        valores = [fila.valor for fila in suyas[-VUELTAS:]]
        resumenes[par] = Resumen(
            statistics.median(valores),
            proporcion(filas, prueba, par, VARA),
            min(valores),
            max(valores),
            len(valores),
        )
    return resumenes


def proporcion(filas: list[Fila], prueba: str, quien: str, ante: str) -> float:
    """La mediana, entre las últimas vueltas en que se midieron los dos; 0 si no hay ninguna."""
    suyas = {f.vuelta: f.valor for f in filas if (f.prueba, f.par) == (prueba, quien)}
    otras = {f.vuelta: f.valor for f in filas if (f.prueba, f.par) == (prueba, ante)}
    juntas = [suyas[v] / otras[v] for v in suyas if v in otras][-VUELTAS:]
    return statistics.median(juntas) if juntas else 0.0
