"""Una tanda: las tareas de una ejecución, en orden, y cuántas acabaron de cada manera."""

import random
import secrets
from bisect import insort

from comun.servicio import Servicio
from comun.tarea import Tarea


class Tanda:
    """Da tareas de una en una; las que hay que repetir, antes que las nuevas y en su orden.

    Solo guarda las que hay que repetir: un millón de tareas ocupa lo que ocupe una ventana.
    """

    def __init__(self, servicio: Servicio) -> None:
        self._log, self._ajustes = servicio.log, servicio.ajustes
        self._nombre = secrets.token_hex(3)  # distingue los ids de dos tandas
        self._azar = random.Random()
        self._creadas = 0
        self._a_repetir: list[Tarea] = []
        self.enviadas = self.devueltas = self.dudosas = 0

    @property
    def agotada(self) -> bool:
        """Si ya no queda ninguna por publicar; con TAREAS=0 no lo está nunca."""
        total = self._ajustes.tareas
        return not self._a_repetir and bool(total) and self._creadas >= total

    def siguiente(self) -> Tarea:
        """La que toca; no se llama si la tanda está agotada."""
        if self._a_repetir:
            return self._a_repetir.pop(0)
        self._creadas += 1
        return self._tarea(self._creadas)

    def repetir(self, tarea: Tarea) -> None:
        """No llegó al broker, o no se sabe: se publica otra vez, con el mismo id."""
        insort(self._a_repetir, tarea, key=lambda otra: otra.numero)

    def dudar(self, tarea: Tarea) -> None:
        """El broker no la ha confirmado y ya no se repite: se dice y se cuenta."""
        self.dudosas += 1
        self._log.warning("sin confirmar %s: no se repite", tarea.id)

    def abandonar(self) -> None:
        """Se acaba: las que esperaban repetirse ya no se repiten."""
        while self._a_repetir:
            self.dudar(self._a_repetir.pop(0))

    def _tarea(self, numero: int) -> Tarea:
        if self._ajustes.semilla:
            self._azar.seed(f"{self._ajustes.semilla} {numero}")
        bajo, alto = self._ajustes.complejidad
        if bajo.is_integer() and alto.is_integer():
            complejidad: float = self._azar.randint(int(bajo), int(alto))
        else:
            complejidad = round(self._azar.uniform(bajo, alto), 3)
        return Tarea(id=f"{self._nombre}-{numero:04}", complejidad=complejidad)
