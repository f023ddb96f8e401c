"""Una tanda: las tareas de una ejecución, en orden, y cuántas acabaron de cada manera."""

import heapq
import logging
import random
import secrets
from collections.abc import Iterable

from comun.ajustes import Ajustes
from comun.tarea import Tarea


class Tanda:
    """Da tareas de una en una; las que hay que repetir, antes que las nuevas y en su orden.

    Solo guarda las que hay que repetir: un millón de tareas ocupa lo que ocupe una ventana.
    """

    def __init__(self, ajustes: Ajustes) -> None:
        self._ajustes = ajustes
        self._nombre = secrets.token_hex(3)  # distingue los ids de dos tandas
        self._azar = random.Random()
        self._creadas = 0
        self._a_repetir: list[tuple[int, Tarea]] = []
        self.enviadas = self.devueltas = self.dudosas = 0

    @property
    def agotada(self) -> bool:
        """Si ya no queda ninguna por publicar; con TAREAS=0 no lo está nunca."""
        total = self._ajustes.tareas
        return not self._a_repetir and bool(total) and self._creadas >= total

    def siguiente(self) -> tuple[int, Tarea]:
        """El número y la tarea que toca; no se llama si la tanda está agotada."""
        if self._a_repetir:
            return heapq.heappop(self._a_repetir)
        self._creadas += 1
        return self._creadas, self._tarea(self._creadas)

    def repetir(self, numero: int, tarea: Tarea) -> None:
        """La tarea no llegó al broker, o no se sabe: se publica otra vez, con el mismo id."""
        heapq.heappush(self._a_repetir, (numero, tarea))

    def abandonar(self) -> list[Tarea]:
        """Se para: las que esperaban repetirse, en su orden, ya no se repiten."""
        pendientes = [tarea for _, tarea in sorted(self._a_repetir, key=lambda par: par[0])]
        self._a_repetir.clear()
        return pendientes

    def dudar(self, log: logging.Logger, tareas: Iterable[Tarea]) -> None:
        """No se sabe si llegaron al broker y no se repiten: se dicen y se cuentan."""
        for tarea in tareas:
            self.dudosas += 1
            log.warning("sin confirmar %s: no se repite", tarea.id)

    def _tarea(self, numero: int) -> Tarea:
        if self._ajustes.semilla:
            self._azar.seed(f"{self._ajustes.semilla} {numero}")
        bajo, alto = self._ajustes.complejidad
        if bajo.is_integer() and alto.is_integer():
            complejidad: float = self._azar.randint(int(bajo), int(alto))
        else:
            complejidad = round(self._azar.uniform(bajo, alto), 3)
        return Tarea(id=f"{self._nombre}-{numero:04}", complejidad=complejidad)
