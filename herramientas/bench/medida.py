"""resultados.csv guarda una medida por línea, y un resumen reúne las de un par."""

import csv
import os
import platform
import re
import statistics
from collections import defaultdict
from dataclasses import astuple, dataclass
from pathlib import Path

from herramientas.bench.lista import C

ARCHIVO = Path(__file__).parent / "resultados.csv"
TOLERADA = 0.08  # parte de la máquina que puede gastar lo demás mientras se mide
VUELTAS = 5  # las últimas que se resumen


@dataclass(frozen=True, slots=True, kw_only=True)
class Medida:
    """Las medidas de una misma vuelta se hicieron juntas: solo entre ellas se compara."""

    vuelta: str  # fecha y hora de su comienzo
    accion: str  # publicar o consumir
    par: str
    valor: float  # mensajes por segundo
    ajena: float  # parte de la CPU que gastó lo demás, de 0 a 1
    versiones: str
    maquina: str

    @property
    def vale(self) -> bool:
        """Dice si la máquina estaba en calma; si no, la medida se anota y no cuenta."""
        return self.ajena <= TOLERADA


@dataclass(frozen=True, slots=True)
class Resumen:
    """Un resumen da medianas, y entre qué valores anduvo un par en sus últimas vueltas.

    La proporción es a C en la misma vuelta; si no hay ninguna con los dos, es 0.
    """

    valor: float
    proporcion: float
    minimo: float
    maximo: float
    vueltas: int


def resumir(medidas: list[Medida], accion: str) -> dict[str, Resumen]:
    """Devuelve el resumen de cada par al publicar o al consumir, del más rápido al más lento."""
    valores: dict[str, dict[str, float]] = defaultdict(dict)  # par → vuelta → valor
    for medida in medidas:
        if medida.accion == accion and medida.vale:
            valores[medida.par][medida.vuelta] = medida.valor
    de_c = valores.get(C.nombre, {})
    resumenes = {}
    for par, suyos in valores.items():
        ultimos = list(suyos.values())[-VUELTAS:]
        a_c = [valor / de_c[vuelta] for vuelta, valor in suyos.items() if vuelta in de_c]
        proporcion = statistics.median(a_c[-VUELTAS:]) if a_c else 0.0
        resumenes[par] = Resumen(
            statistics.median(ultimos), proporcion, min(ultimos), max(ultimos), len(ultimos)
        )
    return dict(sorted(resumenes.items(), key=lambda par: -par[1].valor))


def maquina() -> str:
    """Devuelve el procesador y el sistema."""
    modelo = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} x {modelo[1] if modelo else '?'}, Linux {platform.release()}"


def anotar(medidas: list[Medida]) -> None:
    """Añade unas medidas al archivo, que tiene sus campos en el mismo orden."""
    with ARCHIVO.open("a", newline="", encoding="utf-8") as archivo:
        csv.writer(archivo, lineterminator="\n").writerows(map(astuple, medidas))


def leer() -> list[Medida]:
    """Devuelve todas las que hay."""
    with ARCHIVO.open(newline="", encoding="utf-8") as archivo:
        return [
            Medida(**{**d, "valor": float(d["valor"]), "ajena": float(d["ajena"])})  # type: ignore[arg-type] # csv da textos
            for d in csv.DictReader(archivo)
        ]
