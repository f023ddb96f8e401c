"""Un envío lleva varias tareas a la vez por una conexión; enviada es la que el broker confirma.

Esperar cada confirm antes de publicar la siguiente deja al productor parado casi todo el tiempo:
el límite es el viaje de ida y vuelta. Con una ventana se publica mientras llegan los confirms.
"""

import logging
import time

from pika import SelectConnection
from pika.channel import Channel
from pika.exceptions import AMQPError

from comun.servicio.arranque import Servicio
from comun.servicio.avisos import AVISO, Avisos
from comun.servicio.conexion import SIN_ATENDER, NoSeAbre, parametros
from comun.servicio.diario import Diario
from comun.servicio.parada import DESPEDIDA, MIRA_SI_PARAR
from comun.tarea import Tarea
from comun.texto import id_visible
from comun.verbo import Verbo
from producer.publicacion import Publicacion
from producer.tanda import Tanda

EN_CAMINO = 1000  # tareas publicadas y sin confirmar, como mucho
RACHA = 0.05  # s seguidos pidiendo tareas; mientras tanto no se atiende la conexión
PAUSA = 1.0  # s antes de repetir lo que el broker no acepta
VIGILA = 1.0  # s entre dos miradas a la tarea que más lleva sin confirmar
SE_DICE = 5  # miradas a la misma tarea antes de decir que el broker no confirma
# Miradas tras las que se reconecta: cuando un cluster recupera la mayoría, un canal abierto antes
# puede no recibir confirms en más de un minuto (fallo C4 de herramientas/caos)
SE_CORTA = 30


class SinConfirmaciones(AMQPError):
    """El canal está abierto, pero hay una tarea que el broker no confirma."""


class Envio(Publicacion):
    """Un `Envio` publica la tanda por una conexión.

    conectando ──▶ declarando ──▶ publicando ◀──▶ en pausa (lo que volvió), o bloqueada (alarma)
                                      │
          todo confirmado ────────────┤
          se pide parar: hasta 1,5 s para lo que falte ──▶ cerrando ──▶ fin
          sin confirms, el broker cierra el canal o la conexión ──▶ fin, con su error
    """

    def __init__(self, servicio: Servicio, tanda: Tanda, diario: Diario) -> None:
        super().__init__(servicio.ajustes.modo)
        self.ajustes, self.log, self.parada = servicio.ajustes, servicio.log, servicio.parada
        self.servicio, self.tanda, self.diario = servicio, tanda, diario
        self.avisos = Avisos(self.log)
        self.channel: Channel | None = None  # None hasta que está todo declarado
        self.en_pausa = self.bloqueada = self.en_racha = False

    def sesion(self, servidor: str) -> None:
        """Se conecta a un servidor y publica hasta que la tanda se agote o se pida parar.

        Lo que se quede sin confirmar se repite en la próxima conexión, aunque pueda llegar dos
        veces; si el modo no repite, cuenta como dudoso.

        Raises:
            NoSeAbre: ese servidor no contesta, o no deja entrar.
            AMQPError: se perdió la conexión, o el broker cerró el canal.
        """
        self.conectar(parametros(self.ajustes, self.servicio.proceso, servidor))
        self.bucle.call_later(MIRA_SI_PARAR, self._mirar_si_parar)
        self.atender()
        for tarea in self.ventana:
            if self.modo.se_repite(tarea, devuelta=False):
                self.tanda.repetir(tarea)
            else:
                self.tanda.dudar(tarea)
        if self.motivo and not self.dejo_entrar:
            raise NoSeAbre from self.motivo
        if self.motivo:
            raise self.motivo

    def on_connection_open(self, conexion: SelectConnection) -> None:
        """Pide un canal, y dice que se espera si a los 5 s no está todo declarado."""
        super().on_connection_open(conexion)
        self.sin_atender = self.bucle.call_later(AVISO, lambda: self.log.info(SIN_ATENDER))

    def empezar(self, channel: Channel) -> None:
        """Empieza a publicar: con INTERVALO, de una en una; sin él, las que quepan."""
        self.bucle.remove_timeout(self.sin_atender)
        self.channel = channel
        self.diario.esperar_al_primero()
        self._vigilar(None, 0)
        self._turno()

    def on_blocked(self, *, bloqueada: bool) -> None:
        """Deja de publicar si el broker no lee, por una alarma, y sigue cuando vuelve a leer."""
        self.bloqueada = bloqueada
        como = "no acepta mensajes nuevos (alarma de memoria o disco)"
        self.log.warning("el broker %s", como if bloqueada else "vuelve a aceptar mensajes")
        self.seguir()

    def confirmada(self, tarea: Tarea) -> None:
        """Cuenta y dice una tarea enviada."""
        self.tanda.enviadas += 1
        self.diario.registrar(Verbo.ENVIADA, tarea.id, tarea.en_breve, **tarea.senas)

    def devuelta(self, tarea: Tarea) -> None:
        """Repite la tarea si su cola está por declarar; si nadie la quiere, lo dice y la cuenta."""
        if self.modo.se_repite(tarea, devuelta=True):
            self._repetir(tarea, "su cola no existe")
        else:
            self.tanda.devueltas += 1
            self.diario.registrar(
                Verbo.DEVUELTA, tarea.id, self.modo.por_que_vuelve(tarea), **tarea.senas
            )

    def no_aceptada(self, tarea: Tarea) -> None:
        """Repite la tarea que una cola no acepta, salvo que otras colas ya la tengan."""
        if self.modo.se_repite(tarea, devuelta=False):
            self._repetir(tarea, "el broker no la acepta")
        else:
            self.tanda.dudar(tarea)

    def _turno(self) -> None:
        """Publica la que toca con INTERVALO, y pide el turno siguiente; sin él, las que quepan."""
        if self.ajustes.intervalo:
            self._llenar(1)
            self.bucle.call_later(self.ajustes.intervalo, self._turno)
        self.seguir()

    def seguir(self) -> None:
        """Llena la ventana otra vez, porque algo ha cambiado, o se despide, si está todo."""
        if not self.ajustes.intervalo:
            self._llenar(EN_CAMINO)
        if not self.ventana and (self.parada.pedida or not self.tanda.quedan()):
            self.cerrar()

    def _llenar(self, cuantas: int) -> None:
        """Publica las que se puedan, hasta `cuantas`, si nada lo impide."""
        espera = self.bloqueada or self.en_pausa or self.en_racha
        if espera or not self.channel or not self.channel.is_open:
            return
        empieza = time.monotonic()
        for _ in range(min(cuantas, EN_CAMINO - len(self.ventana))):
            if self.parada.pedida or not self.tanda.quedan():
                return
            tarea = self.tanda.siguiente()
            self.publicar(self.channel, tarea)
            if time.monotonic() - empieza > RACHA:  # la función de tareas.py tarda en darlas
                self.en_racha = True
                self.bucle.call_later(0, self._otra_racha)
                return

    def _otra_racha(self) -> None:
        self.en_racha = False
        self.seguir()

    def _repetir(self, tarea: Tarea, porque: str) -> None:
        """Devuelve una tarea a la tanda y hace una pausa antes de publicar más."""
        self.tanda.repetir(tarea)
        if not self.en_pausa:  # una pausa para todas las que vuelven a la vez
            self.en_pausa = True
            linea = "vuelve %s (%s): se repite"
            self.avisos.decir(logging.WARNING, linea, id_visible(tarea.id), porque)
            self.bucle.call_later(PAUSA, self._reanudar)

    def _reanudar(self) -> None:
        self.en_pausa = False
        if self.channel and self.channel.is_open:  # por si la borraron, la cola se declara otra vez
            self.modo.declarar(self.channel)
        self.seguir()

    def _vigilar(self, antigua: Tarea | None, miradas: int) -> None:
        """Dice cada 5 s que la tarea más antigua sigue sin confirmar; a los 30, corta."""
        ahora = next(iter(self.ventana), None)
        miradas = miradas + 1 if ahora and ahora is antigua and not self.bloqueada else 0
        if miradas == SE_CORTA:
            return self.cerrar(SinConfirmaciones())
        if ahora and miradas and not miradas % SE_DICE:
            linea = "el broker no confirma: esperan %d tareas, desde %s"
            self.log.warning(linea, len(self.ventana), id_visible(ahora.id))
        self.bucle.call_later(VIGILA, lambda: self._vigilar(ahora, miradas))
        return None

    def _mirar_si_parar(self) -> None:
        """Mira cada 0,25 s si se pide parar; entonces da 1,5 s a los confirms y al cierre."""
        if not self.parada.pedida:
            self.bucle.call_later(MIRA_SI_PARAR, self._mirar_si_parar)
        elif self.channel:
            self.bucle.call_later(DESPEDIDA, self.bucle.stop)
            self.seguir()
        else:  # no hay nada en camino
            self.bucle.stop()
