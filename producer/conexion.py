"""La conexión del productor envía junto, en una llamada, lo escrito en cada vuelta del bucle.

pika hace una llamada al sistema por trama, y una tarea son tres tramas: en esas llamadas se va casi
la mitad del tiempo de quien publica deprisa.
"""

from pika import SelectConnection


class Conexion(SelectConnection):
    """Una `Conexion` cambia un método privado de pika: se revisa al cambiar de versión."""

    _tramas: list[bytes] | None = None

    def _adapter_emit_data(self, data: bytes) -> None:
        if self._tramas is None:
            self._tramas = []
            self.ioloop.call_later(0, self._soltar)
        self._tramas.append(data)

    def _soltar(self) -> None:
        tramas, self._tramas = self._tramas or [], None
        if not self.is_closed:  # si la conexión se perdió entretanto, no hay por dónde enviar
            super()._adapter_emit_data(b"".join(tramas))
