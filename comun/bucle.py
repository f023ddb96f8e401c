"""Una conexión con el adaptador asíncrono de pika: un bucle que llama a quien lo usa."""

from collections.abc import Callable

from pika import ConnectionParameters, SelectConnection, exceptions
from pika.adapters.select_connection import IOLoop
from pika.channel import Channel

from comun.rafaga import Rafagas


class Bucle:
    """Abre conexión y canal, y llama a `con_canal`; desde ahí todo pasa dentro de `correr`.

    Se usa una vez. `bloqueada` dice si el broker, por una alarma, no lee lo que se publica;
    `al_cambiar` se llama cuando eso cambia.
    """

    def __init__(
        self, con_canal: Callable[[Channel], None], al_cambiar: Callable[[], None]
    ) -> None:
        self.bloqueada = False
        self._con_canal = con_canal
        self._al_cambiar = al_cambiar
        self._ioloop = IOLoop()
        self._motivo: BaseException | None = None

    def correr(self, parametros: ConnectionParameters) -> None:
        """Se conecta, y vuelve cuando se llama a `acabar`.

        Raises:
            Exception: una de causas.PERDIDA; no se abrió, se perdió, o se cerró el canal.
        """
        self._conexion = SelectConnection(
            parametros,
            on_open_callback=self._abierta,
            on_open_error_callback=self._cerrada,
            on_close_callback=self._cerrada,
            custom_ioloop=Rafagas(self._ioloop),
        )
        self._ioloop.start()
        if self._motivo:
            raise self._motivo

    def luego(self, segundos: float, llamada: Callable[[], None]) -> None:
        """Llama una vez, dentro del bucle, pasados unos segundos."""
        self._ioloop.call_later(segundos, llamada)

    def despertar(self, llamada: Callable[[], None]) -> None:
        """Llama dentro del bucle cuanto antes; vale desde otro hilo y desde una señal."""
        self._ioloop.add_callback_threadsafe(llamada)

    def acabar(self) -> None:
        """Cierra la conexión y hace que `correr` vuelva; bloqueada, sin despedirse: no leería."""
        if self._conexion.is_open and not self.bloqueada:
            self._conexion.close()  # cuando el broker conteste, _cerrada para el bucle
        elif not self._conexion.is_closing:
            self._ioloop.stop()

    def romper(self, motivo: Exception) -> None:
        """Cierra la conexión y hace que `correr` lo dé por perdido, con ese motivo."""
        self._motivo = motivo
        self._conexion.close()

    def abandonar(self) -> None:
        """Hace que `correr` vuelva ya, sin despedirse del broker."""
        self._ioloop.stop()

    def _abierta(self, conexion: SelectConnection) -> None:
        conexion.add_on_connection_blocked_callback(lambda *_: self._bloqueo(si=True))
        conexion.add_on_connection_unblocked_callback(lambda *_: self._bloqueo(si=False))
        conexion.channel(on_open_callback=self._canal_abierto)

    def _canal_abierto(self, channel: Channel) -> None:
        channel.add_on_close_callback(self._canal_cerrado)
        self._con_canal(channel)

    def _bloqueo(self, *, si: bool) -> None:
        self.bloqueada = si
        self._al_cambiar()

    def _canal_cerrado(self, _: Channel, motivo: BaseException) -> None:
        if self._conexion.is_open:  # lo cerró el broker (permiso, declaración…), no `acabar`
            self._motivo = motivo
            self._conexion.close()

    def _cerrada(self, _: SelectConnection, motivo: BaseException) -> None:
        if not isinstance(motivo, exceptions.ConnectionClosedByClient):
            self._motivo = self._motivo or motivo
        self._ioloop.stop()
