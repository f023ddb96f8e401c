"""Este módulo adapta la conexión asíncrona de pika a lo que pide el productor."""

from pika import SelectConnection
from pika.exceptions import AMQPConnectionError


class Conexion(SelectConnection):
    """Una `Conexion` envía junto lo que se escribe en una vuelta del bucle, y se puede cortar.

    pika hace una llamada al sistema por trama, y una tarea son tres tramas: en esas llamadas se va
    casi la mitad del tiempo de quien publica deprisa. Usa métodos privados de pika, y por eso se
    revisa al cambiar de versión.
    """

    _tramas: list[bytes] | None = None

    def cortar(self) -> None:
        """Pide cerrar el socket sin despedirse: `close` espera a que conteste el broker."""
        self._terminate_stream(AMQPConnectionError("cortada sin despedida"))

    def _adapter_emit_data(self, data: bytes) -> None:
        if self._tramas is None:
            self._tramas = []
            self.ioloop.call_later(0, self._soltar)
        self._tramas.append(data)

    def _soltar(self) -> None:
        tramas, self._tramas = self._tramas or [], None
        if not self.is_closed:  # si la conexión se perdió mientras tanto, no hay por dónde enviar
            super()._adapter_emit_data(b"".join(tramas))
