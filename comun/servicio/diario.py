"""El diario dice lo que le pasa a una tarea, en el registro y en un stream que guarda el broker.

Un stream no olvida lo leído: quien llega tarde lo lee entero. Se escribe en lotes, como mucho uno
cada 100 ms, desde un hilo y por una conexión propia: ni retrasa una tarea ni la hace fallar. La
conexión de las tareas no sirve: con una alarma de memoria, el broker deja de leer a quien publica,
y tampoco leería sus ack.
"""

import json
import logging
import threading
import time
from collections import Counter, deque
from typing import Any, Self

from pika import BasicProperties
from pika.adapters.blocking_connection import BlockingConnection
from pika.exceptions import AMQPError, ChannelClosedByBroker, NackError, UnroutableError

from comun.servicio.arranque import Servicio, hilo
from comun.servicio.avisos import Avisos
from comun.servicio.conexion import NoSeAbre, abierta
from comun.servicio.errores import explicacion
from comun.texto import id_visible
from comun.verbo import EXCHANGE, Verbo

ENTRE_LOTES = 0.1  # s entre dos lotes
REPITE = 60.0  # s; aunque no pase nada, los totales se repiten: el stream borra lo más antiguo
SIN_ID = "(sin id)"  # lo que no es una tarea puede no tener id
# No salieron bien, y se dicen con WARNING
MALAS = frozenset({Verbo.SIN_ACK, Verbo.FALLIDA, Verbo.DESCARTADA, Verbo.DEVUELTA})
POR_SEGUNDO = 2000  # detalles que se guardan; los demás solo están en los totales
DE_GOLPE = 5000  # detalles que se guardan de una vez, tras un rato sin ninguno
POR_LOTE = 1000  # detalles en un lote
PENDIENTES = 20_000  # detalles que esperan; después se olvidan los más antiguos
INTERNAL_ERROR = 541  # código de AMQP: el stream no tiene mayoría
NO_SE_ESCRIBE = (ChannelClosedByBroker, NackError, UnroutableError)  # la conexión sigue abierta


class Diario:
    """Un `Diario` escribe lo que pasa en un proceso. Se usa con `with`.

    Al salir espera medio segundo al último lote. Cada lote lleva los totales desde que el proceso
    arrancó: si falta un detalle, las sumas siguen bien.
    """

    def __init__(self, servicio: Servicio) -> None:
        self._servicio, self._log = servicio, servicio.log
        self._totales: Counter[Verbo] = Counter()
        self._detalles: deque[dict[str, Any]] = deque(maxlen=PENDIENTES)
        # Cuántos detalles se pueden guardar ahora, y cuándo se contaron
        self._disponibles, self._repuesto = float(DE_GOLPE), time.monotonic()
        self._cerrojo = threading.Lock()
        self._numero, self._ultimo = 0, -REPITE
        self._dichos: dict[Verbo, int] = {}  # los totales del último lote
        self._empezado, self._fin = threading.Event(), threading.Event()
        self._hilo = hilo(self._log, "diario", self._escribir_siempre)

    def __enter__(self) -> Self:
        self._hilo.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._fin.set()
        self._hilo.join(timeout=0.5)

    def esperar_al_primero(self) -> None:
        """Espera una vez, un segundo como mucho, al primer lote escrito, que abre la tanda."""
        self._empezado.wait(1)
        self._empezado.set()

    def registrar(self, verbo: Verbo, tarea_id: object, detalle: str, **datos: object) -> None:
        """Dice `verbo id · detalle`, con WARNING si no salió bien, y lo apunta con `datos`."""
        nivel = logging.WARNING if verbo in MALAS else logging.INFO
        if self._log.isEnabledFor(nivel):  # escapar un id cuesta más que apuntarlo
            self._log.log(nivel, "%s %s · %s", verbo, id_visible(tarea_id) or SIN_ID, detalle)
        self.apuntar(verbo, str(tarea_id) or SIN_ID, **datos)

    def apuntar(self, verbo: Verbo, tarea_id: str, **datos: object) -> None:
        """Guarda un hecho para el siguiente lote."""
        ahora = time.monotonic()
        with self._cerrojo:  # el total y su detalle cambian a la vez
            self._totales[verbo] += 1
            repuestos = (ahora - self._repuesto) * POR_SEGUNDO
            self._disponibles = min(DE_GOLPE, self._disponibles + repuestos)
            self._repuesto = ahora
            if self._disponibles > (-DE_GOLPE if verbo in MALAS else 0):
                self._disponibles -= 1
                hecho = {"que": verbo, "quien": self._log.name, "id": tarea_id}
                self._detalles.append({**hecho, "instante": time.time(), **datos})

    def _escribir_siempre(self) -> None:
        """Escribe los lotes, con las conexiones que hagan falta, hasta el último."""
        servicio, avisos = self._servicio, Avisos(self._log)
        lote = b""  # el que se está enviando: tras un corte se envía otra vez
        acabado = False
        while not (acabado and not lote):
            try:
                with abierta(servicio, servicio.servidores[0], "-diario") as conexion:
                    channel = conexion.channel()
                    channel.confirm_delivery()
                    while lote or not acabado:
                        if lote:
                            propiedades = BasicProperties(content_type="application/json")  # type: ignore[no-untyped-call] # pika no lo tipa
                            channel.basic_publish(EXCHANGE, "", lote, propiedades, mandatory=True)
                            self._empezado.set()
                        lote, acabado = (b"", True) if acabado else self._siguiente(conexion)
            except (NoSeAbre, AMQPError) as error:  # de un corte avisa la otra conexión
                sin_mayoria = getattr(error, "reply_code", 0) == INTERNAL_ERROR
                if sin_mayoria or isinstance(error, NO_SE_ESCRIBE):
                    linea = "el diario no se puede escribir (%s): monitor y panel no lo verán"
                    avisos.decir(logging.WARNING, linea, explicacion(error))
                if self._fin.wait(1):
                    return

    def _siguiente(self, conexion: BlockingConnection) -> tuple[bytes, bool]:
        """Devuelve el próximo lote, vacío si no hay nada que decir, y si es el último."""
        fin = self._fin.wait(ENTRE_LOTES if self._numero else 0)
        conexion.process_data_events(0)
        with self._cerrojo:
            detalles = [self._detalles.popleft() for _ in range(min(POR_LOTE, len(self._detalles)))]
            totales, quedan = dict(self._totales), bool(self._detalles)
        acabado = fin and not quedan
        nada = not (detalles or acabado) and totales == self._dichos
        if nada and time.monotonic() < self._ultimo + REPITE:
            return b"", False
        self._numero, self._ultimo, self._dichos = self._numero + 1, time.monotonic(), totales
        servicio = self._servicio
        cabeza = {"proceso": servicio.proceso, "numero": self._numero, "instante": time.time()}
        cabeza |= {"modo": servicio.ajustes.modo.nombre, "totales": totales, "fin": acabado}
        return json.dumps({**cabeza, "detalles": detalles}).encode(), acabado
