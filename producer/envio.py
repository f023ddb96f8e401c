"""El envío: publica una tanda con varias tareas en camino y da por enviada la confirmada.

Esperar cada confirm antes de publicar la siguiente deja al productor parado casi todo el tiempo:
el límite es el viaje de ida y vuelta. Con una ventana se publica mientras llegan los confirms.
"""

import logging
from itertools import takewhile

from pika import BasicProperties, frame, spec
from pika.channel import Channel

from comun.ajustes import Ajustes
from comun.bucle import Bucle
from comun.causas import PERDIDA
from comun.evento import Que
from comun.eventos import Eventos
from comun.parametros import parametros
from comun.pausas import Pausas
from comun.servicio import Parada
from comun.tarea import Tarea
from producer.tanda import Tanda

VENTANA = 1000  # tareas publicadas y sin confirmar, como mucho
PAUSA = 1.0  # s antes de repetir lo que el broker no acepta
PACIENCIA = 5.0  # s sin un confirm antes de decirlo
# s sin un confirm antes de reconectarse: al volver la mayoría de un cluster, un canal de antes
# puede quedarse sin ellos (visto en C4, taller/caos: más de un minuto)
PLAZO = 30.0
DESPEDIDA = 2.0  # s para los últimos confirms al parar


class Envio:
    """Lo que dura una conexión del productor."""

    def __init__(
        self, ajustes: Ajustes, tanda: Tanda, eventos: Eventos, log: logging.Logger, parada: Parada
    ) -> None:
        self.ajustes = ajustes
        self.modo = ajustes.modo
        self.intervalo = ajustes.intervalo
        self.tanda = tanda
        self.eventos = eventos
        self.log = log
        self.parada = parada
        self.pausas = Pausas(log)
        self.bucle = Bucle(self._empezar, self._seguir)
        self.tag = 0  # delivery_tag de la última publicada: el broker las cuenta desde 1
        self.en_camino: dict[int, tuple[int, Tarea]] = {}  # por delivery_tag, en orden
        self.devueltas: set[str] = set()  # message_id; la devolución llega antes que su confirm
        self.en_pausa = False

    def correr(self, servidor: str) -> None:
        """Se conecta a un servidor y publica hasta que la tanda se agote o se pida parar.

        Raises:
            Exception: una de PERDIDA; se perdió la conexión, o el broker cerró el canal; lo que
                quedó sin confirmar vuelve a la tanda o, si no es persistente, se da por dudoso.
        """
        self.parada.despertar = lambda: self.bucle.despertar(self._parar)
        try:
            self.bucle.correr(parametros(self.ajustes, "producer", servidor))
        except PERDIDA:
            if self.modo.persistente:
                while self.en_camino:
                    self.tanda.repetir(*self.en_camino.popitem()[1])
            raise
        finally:  # al parar, o si es como mucho una vez: en la duda no se repite
            self.tanda.dudar(self.log, (tarea for _, tarea in self.en_camino.values()))

    def _empezar(self, channel: Channel) -> None:
        self.channel = channel
        channel.add_on_return_callback(self._devuelta)
        channel.confirm_delivery(self._confirmada, callback=lambda _: self._turno())
        self.bucle.luego(PACIENCIA, lambda: self._vigilar(1, 0))

    def _turno(self) -> None:
        """Con INTERVALO, una tarea cada vez; sin él, las que quepan en la ventana."""
        if self.intervalo:
            self._publicar(1)
            self.bucle.luego(self.intervalo, self._turno)
        self._seguir()

    def _seguir(self) -> None:
        """Algo ha cambiado: se llena la ventana otra vez o, si está todo, se acaba."""
        if not self.intervalo:
            self._publicar(VENTANA)
        if not self.en_camino and (self.tanda.agotada or self.parada.pedida):
            self.bucle.acabar()

    def _publicar(self, cuantas: int) -> None:
        if self.bucle.bloqueada or self.en_pausa or self.parada.pedida:
            return
        for _ in range(min(cuantas, VENTANA - len(self.en_camino))):
            if self.tanda.agotada:
                return
            self.tag += 1
            self.en_camino[self.tag] = self.tanda.siguiente()
            self.modo.publicar(self.channel, self.en_camino[self.tag][1])

    def _devuelta(
        self, _canal: Channel, _metodo: spec.Basic.Return, propiedades: BasicProperties, _: bytes
    ) -> None:
        self.devueltas.add(propiedades.message_id or "")

    def _confirmada(self, confirmacion: frame.Method[spec.Basic.Ack | spec.Basic.Nack]) -> None:
        """El broker responde de una tarea o, con `multiple`, de todas hasta esa."""
        respuesta = confirmacion.method
        hasta = respuesta.delivery_tag
        tags = takewhile(lambda t: t <= hasta, self.en_camino) if respuesta.multiple else [hasta]
        for tag in list(tags):
            numero, tarea = self.en_camino.pop(tag)
            if isinstance(respuesta, spec.Basic.Nack):
                self._no_aceptada(numero, tarea)
            elif str(tarea.id) not in self.devueltas:
                self.tanda.enviadas += 1
                detalle = f"complejidad {tarea.complejidad:g}"
                self.eventos.contar(Que.ENVIADA, tarea.id, detalle, complejidad=tarea.complejidad)
            elif self.modo.cola:
                self._repetir(numero, tarea, "su cola no existe")
            else:
                self.tanda.devueltas += 1
                self.eventos.contar(Que.DEVUELTA, tarea.id, "0 suscriptores")
            self.devueltas.discard(str(tarea.id))
        self._seguir()

    def _no_aceptada(self, numero: int, tarea: Tarea) -> None:
        """En un fanout basta con que una cola no la acepte, y las demás ya la tienen."""
        if self.modo.persistente:
            self._repetir(numero, tarea, "el broker no la acepta")
        else:
            self.tanda.dudar(self.log, [tarea])

    def _repetir(self, numero: int, tarea: Tarea, porque: str) -> None:
        self.tanda.repetir(numero, tarea)
        if not self.en_pausa:
            self.en_pausa = True
            self.pausas.decir(
                logging.WARNING, "vuelve %s (%s): se repite cada segundo", tarea.id, porque
            )
            self.bucle.luego(PAUSA, self._reanudar)

    def _reanudar(self) -> None:
        self.en_pausa = False
        self.modo.declarar(self.channel)
        self._seguir()

    def _vigilar(self, tag: int, esperado: float) -> None:
        """Si la más antigua en camino es la misma de la última vez, se dice; y al fin, se corta."""
        antigua = next(iter(self.en_camino), 0)
        if not antigua or antigua != tag or self.bucle.bloqueada:
            esperado = 0
        else:
            esperado += PACIENCIA
            self.log.warning(
                "el broker no confirma: esperan %d tareas, desde %s",
                len(self.en_camino),
                self.en_camino[tag][1].id,
            )
        if esperado >= PLAZO:
            self.en_pausa = True  # desde aquí ya no se publica
            self.bucle.romper(TimeoutError("sin confirmaciones"))
        else:
            self.bucle.luego(PACIENCIA, lambda: self._vigilar(antigua, esperado))

    def _parar(self) -> None:
        """Se pide parar: se da un momento a los confirms que faltan, salvo con una alarma."""
        if self.bucle.bloqueada:
            self.bucle.abandonar()
        self.bucle.luego(DESPEDIDA, self.bucle.abandonar)
        self._seguir()
