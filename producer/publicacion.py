"""Una publicación envía tareas por una conexión y escucha lo que el broker responde de cada una.

Es lo que tienen en común el productor (envio.py) y quien encola desde otro programa (encolar.py).
Usa el adaptador asíncrono de pika: `BlockingConnection` no tiene plazo al confirmar.
"""

from abc import ABC, abstractmethod

from pika import BasicProperties, ConnectionParameters, SelectConnection, frame, spec
from pika.channel import Channel

from comun.familias.modo import Modo
from comun.servicio.parada import DESPEDIDA
from comun.tarea import Tarea
from producer.conexion import Conexion
from producer.ventana import Ventana

CORTE = 0.5  # s para cerrar el socket: pika lo hace en otra vuelta del bucle


class Publicacion(ABC):
    """Una `Publicacion` abre la conexión y un canal, lo declara todo y recoge las respuestas.

    Los métodos abstractos deciden qué se publica, y qué se hace con cada respuesta.
    """

    def __init__(self, modo: Modo) -> None:
        self.modo = modo
        self.ventana = Ventana()
        # message_id y routing key de cada devuelta, que llega antes que su confirm
        self.devueltas: list[tuple[str, str]] = []
        self.dejo_entrar = False
        self.acabado = False  # la conexión ya no importa: se está cerrando
        self.motivo: BaseException | None = None  # por qué no se abrió o se perdió, o el canal

    def conectar(self, parametros: ConnectionParameters) -> None:
        """Empieza a abrir la conexión; lo demás pasa en `atender`."""
        self.conexion = Conexion(
            parametros, self.on_connection_open, self.on_connection_lost, self.on_connection_lost
        )
        self.bucle = self.conexion.ioloop

    def atender(self) -> None:
        """Atiende la conexión hasta que se cierra; si antes algo para el bucle, la corta.

        Después, en `ventana` están las tareas sin respuesta y, si algo falló, `motivo` dice qué:
        None si solo se acabó el tiempo.
        """
        try:
            self.bucle.start()
        finally:
            if not self.conexion.is_closed:  # el socket quedaría abierto
                self.acabado = True
                self.conexion.cortar()
                self.bucle.call_later(CORTE, self.bucle.stop)
                self.bucle.start()
            self.bucle.close()

    def on_connection_open(self, conexion: SelectConnection) -> None:
        """Pide un canal en la conexión, que ya está abierta."""
        self.dejo_entrar = True
        conexion.add_on_connection_blocked_callback(lambda *_: self.on_blocked(bloqueada=True))
        conexion.add_on_connection_unblocked_callback(lambda *_: self.on_blocked(bloqueada=False))
        conexion.channel(on_open_callback=self.on_channel_open)

    def on_connection_lost(self, _: SelectConnection, error: BaseException) -> None:
        """Sale del bucle y anota por qué no se abrió o se perdió la conexión, si no la cerramos."""
        if not self.acabado:
            self.motivo, self.acabado = error, True
        self.bucle.stop()

    def on_channel_open(self, channel: Channel) -> None:
        """Declara y pide confirms, todo seguido.

        Sin callback, pika pide las declaraciones sin respuesta: si alguna falla, el broker cierra
        el canal antes de contestar a `confirm_delivery`.
        """
        channel.add_on_close_callback(self.on_channel_closed)
        channel.add_on_return_callback(self.on_return)
        self.modo.declarar(channel)
        channel.confirm_delivery(self.on_delivery_confirmation, lambda _: self.empezar(channel))

    def on_channel_closed(self, _: Channel, error: BaseException) -> None:
        """Acaba: el broker cerró el canal (un permiso, una declaración…), y sin él no se sigue."""
        if self.conexion.is_open:  # si no, se cerró con su conexión
            self.cerrar(error)

    def on_return(
        self, _canal: Channel, metodo: spec.Basic.Return, propiedades: BasicProperties, _: bytes
    ) -> None:
        """Anota una tarea que el broker devuelve; después llega su confirm."""
        self.devueltas.append((propiedades.message_id or "", metodo.routing_key or ""))

    def on_delivery_confirmation(
        self, confirmacion: frame.Method[spec.Basic.Ack | spec.Basic.Nack]
    ) -> None:
        """Reparte las tareas, una o varias, de las que responde el broker."""
        metodo = confirmacion.method
        for tarea in self.ventana.responder(metodo.delivery_tag, multiple=metodo.multiple):
            devuelta = self._se_devolvio(tarea)
            if isinstance(metodo, spec.Basic.Nack):
                self.no_aceptada(tarea)
            elif devuelta:
                self.devuelta(tarea)
            else:
                self.confirmada(tarea)
        self.seguir()

    def _se_devolvio(self, tarea: Tarea) -> bool:
        """Dice si se devolvió esta tarea, y lo olvida: otra puede llevar el mismo id.

        Dos con el mismo id y la misma routing key corren la misma suerte, y da igual cuál es cuál.
        """
        if not self.devueltas:
            return False
        clave = (tarea.message_id, self.modo.routing_key(tarea))
        devuelta = clave in self.devueltas
        if devuelta:
            self.devueltas.remove(clave)
        return devuelta

    def publicar(self, channel: Channel, tarea: Tarea) -> None:
        """Publica una tarea, que queda en la ventana hasta que el broker responda."""
        self.ventana.anotar(tarea)
        self.modo.publicar(channel, tarea)

    def cerrar(self, motivo: BaseException | None = None) -> None:
        """Se despide, en 1,5 s como mucho; con `motivo`, da la conexión por perdida."""
        if self.acabado:  # el primer motivo es el bueno
            return
        self.motivo, self.acabado = motivo, True
        self.bucle.call_later(DESPEDIDA, self.bucle.stop)
        if self.conexion.is_open:
            self.conexion.close()

    @abstractmethod
    def empezar(self, channel: Channel) -> None:
        """Empieza a publicar: está todo declarado, y el broker va a confirmar."""

    @abstractmethod
    def seguir(self) -> None:
        """Publica más, o cierra si está todo, porque ha llegado alguna respuesta."""

    @abstractmethod
    def on_blocked(self, *, bloqueada: bool) -> None:
        """Toma nota de que el broker no lee, por una alarma, o de que vuelve a leer."""

    @abstractmethod
    def confirmada(self, tarea: Tarea) -> None:
        """Da por enviada una tarea: el broker la tiene."""

    @abstractmethod
    def devuelta(self, tarea: Tarea) -> None:
        """Decide qué se hace con la tarea que nadie recibiría."""

    @abstractmethod
    def no_aceptada(self, tarea: Tarea) -> None:
        """Decide qué se hace con la tarea que alguna cola no acepta: el broker responde nack."""
