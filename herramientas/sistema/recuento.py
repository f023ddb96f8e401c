"""Un recuento hace las cuentas de una tanda con lo que dijeron los servicios en sus registros."""

import re
from collections import Counter
from dataclasses import dataclass, field

from herramientas.sistema.lineas import leer

HECHA = {"completada", "sin_ack"}
SIN_CONFIRMAR = re.compile(r"\] sin confirmar (\S+): no se repite")


@dataclass(slots=True)
class Recuento:
    """Sabe qué pasó con cada tarea de una tanda. Con `copias`, cada worker debe hacerlas todas."""

    copias: bool
    workers: list[str]
    enviadas: dict[str, float] = field(default_factory=dict)  # id → instante; 0 = sin él
    dudosas: set[str] = field(default_factory=set)  # publicadas, y nunca se supo si llegaron
    devueltas: int = 0
    fallidas: int = 0
    descartadas: set[str] = field(default_factory=set)
    # (worker, id); de una tarea que fue a varias colas, id@cola
    hechas: Counter[tuple[str, str]] = field(default_factory=Counter)
    ajenas: set[str] = field(default_factory=set)  # hechas, pero de otra tanda

    def apuntar(self, texto: str) -> None:
        """Suma las líneas de un registro; el del productor primero: dice qué ids son suyos."""
        self.dudosas.update(SIN_CONFIRMAR.findall(texto))
        for linea in leer(texto):
            if linea.verbo == "enviada":
                self.enviadas[linea.tarea] = linea.instante
            elif linea.verbo == "devuelta":
                self.devueltas += 1
            elif linea.tarea not in self.enviadas:
                if linea.verbo in HECHA:
                    self.ajenas.add(linea.tarea)
            elif linea.verbo in HECHA:  # sin_ack, también: se ejecutó, y si se repite será otra vez
                copia = f"{linea.tarea}@{linea.copia}" if linea.copia else linea.tarea
                self.hechas[linea.quien, copia] += 1
            elif linea.verbo == "fallida":
                self.fallidas += 1
            elif linea.verbo == "descartada":
                self.descartadas.add(linea.tarea)

    @property
    def completadas(self) -> int:
        """Cuenta las distintas; con copias, las copias distintas."""
        return len(self.hechas) if self.copias else len({tarea for _, tarea in self.hechas})

    @property
    def a_varias(self) -> bool:
        """Dice si alguna fue a varias colas; cuántas copias faltan no lo dicen estas líneas."""
        return any("@tareas_" in tarea for _, tarea in self.hechas)

    @property
    def repetidas(self) -> int:
        """Cuenta las veces de más que se hizo alguna."""
        return self.hechas.total() - self.completadas

    @property
    def perdidas(self) -> set[tuple[str, str]]:
        """Da lo enviado y no hecho ni descartado: (worker, id) con copias; si no, ("", id)."""
        if self.copias:
            return {(w, t) for w in self.workers for t in self.enviadas} - set(self.hechas)
        hechas = {tarea.partition("@tareas_")[0] for _, tarea in self.hechas}
        return {("", t) for t in set(self.enviadas) - hechas - self.descartadas}

    @property
    def faltan(self) -> int:
        """Cuenta las que faltan; con copias, lo que falló ya no se espera."""
        return len(self.perdidas) - (self.fallidas if self.copias else 0)

    @property
    def inesperadas(self) -> set[str]:
        """Da las hechas sin que nadie las enviara."""
        return self.ajenas - self.dudosas

    def reparto(self) -> dict[str, int]:
        """Cuenta las tareas que completó cada worker."""
        return {w: sum(1 for worker, _ in self.hechas if worker == w) for w in self.workers}
