"""Una tanda da en orden las tareas de una ejecución, y cuenta cuántas acabaron de cada manera."""

from bisect import insort
from typing import TYPE_CHECKING

from comun.servicio.arranque import Servicio
from comun.tarea import Tarea
from comun.texto import id_visible, porque, visible
from producer.tareas import tareas

if TYPE_CHECKING:
    from collections.abc import Iterator


class Tanda:
    """Una `Tanda` da tareas de una en una: primero las que hay que repetir, en su orden.

    Solo guarda esas, que caben en una ventana, aunque la tanda sea de un millón.
    """

    def __init__(self, servicio: Servicio) -> None:
        self._log, self._ajustes = servicio.log, servicio.ajustes
        self._dadas: Iterator[Tarea] | None = None
        self._proxima: Tarea | None = None
        self._a_repetir: list[Tarea] = []
        self.fallo = ""  # por qué la función de tareas.py no da más, si no es porque acabó
        self.enviadas = self.devueltas = self.dudosas = 0

    def quedan(self) -> bool:
        """Dice si queda alguna por publicar; para saberlo, pide la siguiente."""
        if not self._proxima:
            self._proxima = self._pedir()
        return bool(self._a_repetir or self._proxima)

    def siguiente(self) -> Tarea:
        """Devuelve la próxima tarea por publicar.

        Raises:
            LookupError: no queda ninguna.
        """
        if self._a_repetir:
            return self._a_repetir.pop(0)
        tarea, self._proxima = self._proxima or self._pedir(), None
        if not tarea:
            raise LookupError
        return tarea

    def repetir(self, tarea: Tarea) -> None:
        """Guarda una tarea que se publica otra vez, con su id: no llegó al broker, o no se sabe."""
        insort(self._a_repetir, tarea, key=lambda otra: otra.timestamp or 0)

    def dudar(self, tarea: Tarea) -> None:
        """Dice y cuenta una tarea que el broker no ha confirmado y que ya no se repite."""
        self.dudosas += 1
        self._log.warning("sin confirmar %s: no se repite", id_visible(tarea.id))

    def abandonar(self) -> None:
        """Acaba la tanda: las que esperaban repetirse ya no se repiten."""
        while self._a_repetir:
            self.dudar(self._a_repetir.pop(0))

    def _pedir(self) -> Tarea | None:
        """Pide otra tarea a la función, que quizá no es nuestra: si falla, se dice al final."""
        try:
            if self._dadas is None:
                self._dadas = iter(tareas(self._ajustes))
            for tarea in self._dadas:
                if isinstance(tarea, Tarea):
                    return self._ajustes.modo.comprobar(tarea)
                self.fallo = f"dio {visible(repr(tarea))}, que no es una Tarea"
                break
        except (Exception, SystemExit) as error:  # noqa: BLE001 # lo ya dado se envía igual
            self.fallo = f"falló: {porque(error)}"
        self._dadas = iter(())
        return None
