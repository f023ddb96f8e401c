"""El libro de cuentas de una tanda, según lo que dijeron los servicios en sus registros."""

import re
from collections import Counter
from dataclasses import dataclass, field

LINEA = re.compile(r"^\[(\S+)\] (enviada|devuelta|recibida|completada|fallida|descartada) (\S+) · ")


@dataclass(slots=True)
class Libro:
    """Qué pasó con cada tarea de una tanda. Con `copias`, cada worker debe hacerlas todas."""

    copias: bool
    workers: list[str]
    enviadas: list[str] = field(default_factory=list)
    devueltas: int = 0
    fallidas: int = 0
    descartadas: set[str] = field(default_factory=set)
    hechas: Counter[tuple[str, str]] = field(default_factory=Counter)  # (worker, id)

    def apuntar(self, texto: str) -> None:
        """Suma las líneas de un registro; el del productor primero: dice qué ids son suyos."""
        for servicio, que, tarea in (m.groups() for m in map(LINEA.match, texto.splitlines()) if m):
            if que == "enviada":
                self.enviadas.append(tarea)
            elif que == "devuelta":
                self.devueltas += 1
            elif tarea not in self.enviadas:
                continue
            elif que == "completada":
                self.hechas[servicio, tarea] += 1
            elif que == "fallida":
                self.fallidas += 1
            elif que == "descartada":
                self.descartadas.add(tarea)

    @property
    def completadas(self) -> int:
        """Distintas; con copias, copias distintas."""
        return len(self.hechas) if self.copias else len({tarea for _, tarea in self.hechas})

    @property
    def repetidas(self) -> int:
        """Hechas otra vez: posible, raro y contado."""
        return self.hechas.total() - self.completadas

    @property
    def faltan(self) -> int:
        """Lo enviado que ni está hecho ni en tareas_fallidas; con copias, las copias que faltan."""
        if self.copias:
            debidas = {(w, t) for w in self.workers for t in self.enviadas}
            return len(debidas - set(self.hechas)) - self.fallidas
        return len(set(self.enviadas) - {t for _, t in self.hechas} - self.descartadas)

    def reparto(self) -> dict[str, int]:
        """Tareas completadas por cada worker."""
        return {w: sum(1 for worker, _ in self.hechas if worker == w) for w in self.workers}
