"""El productor: publica tareas una a una y da por enviada la que el broker confirma."""

import logging
import random
import secrets
import sys
import time

from pika import exceptions
from pika.adapters.blocking_connection import BlockingConnection

from comun.ajustes import Ajustes
from comun.conexion import mantener
from comun.eventos import Eventos, Que
from comun.servicio import Parada, ejecutar
from comun.tarea import Tarea

PAUSA_RECHAZO = 1.0  # s antes de repetir lo que el broker no acepta


class Productor:
    """Una tanda de tareas; recuerda por dónde va aunque cambie la conexión."""

    def __init__(self, ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
        self.ajustes = ajustes
        self.log = log
        self.parada = parada
        self.tanda = secrets.token_hex(3)  # distingue los ids de dos tandas
        self.siguiente = self._tarea(1)
        self.enviadas = self.devueltas = self.dudosas = 0

    def _tarea(self, numero: int) -> Tarea:
        semilla = self.ajustes.semilla
        azar = random.Random(f"{semilla} {numero}" if semilla else None)
        bajo, alto = self.ajustes.complejidad
        entera = bajo.is_integer() and alto.is_integer()
        complejidad = azar.randint(int(bajo), int(alto)) if entera else azar.uniform(bajo, alto)
        return Tarea(id=f"{self.tanda}-{numero:04}", complejidad=round(complejidad, 3))

    @property
    def faltan(self) -> bool:
        """Si queda alguna por enviar; con TAREAS=0, siempre."""
        return not self.ajustes.tareas or self._vistas < self.ajustes.tareas

    @property
    def _vistas(self) -> int:
        return self.enviadas + self.devueltas + self.dudosas

    def atender(self, conexion: BlockingConnection, eventos: Eventos) -> None:
        """Publica lo que falte. Si la conexión se pierde, se repite la que quedó sin confirmar."""
        channel = conexion.channel()
        channel.confirm_delivery()
        self.ajustes.modo.declarar(channel)
        while self.faltan and not self.parada.pedida:
            tarea = self.siguiente
            try:
                self.ajustes.modo.publicar(channel, tarea)
            except exceptions.UnroutableError:
                if self.ajustes.modo.cola:  # alguien borró la cola: se declara y se repite
                    self.ajustes.modo.declarar(channel)
                    continue
                self.devueltas += 1
                eventos.contar(Que.DEVUELTA, tarea.id, "0 suscriptores")
            except exceptions.NackError:
                self.log.warning("el broker no acepta %s: se repite en 1 s", tarea.id)
                self._esperar(conexion, PAUSA_RECHAZO)
                continue
            except exceptions.AMQPError:
                # como mucho una vez: en la duda, no se repite
                if not self.ajustes.modo.persistente:
                    self.dudosas += 1
                    self.log.warning("sin confirmar %s: no se repite", tarea.id)
                    self.siguiente = self._tarea(self._vistas + 1)
                raise
            else:
                self.enviadas += 1
                detalle = f"complejidad {tarea.complejidad:g}"
                eventos.contar(Que.ENVIADA, tarea.id, detalle, complejidad=tarea.complejidad)
            if self.faltan:
                self.siguiente = self._tarea(self._vistas + 1)
                self._esperar(conexion, self.ajustes.intervalo)

    def _esperar(self, conexion: BlockingConnection, segundos: float) -> None:
        """Deja pasar el tiempo sin desatender la conexión; acaba antes si se pide parar."""
        limite = time.monotonic() + segundos
        while (queda := limite - time.monotonic()) > 0 and not self.parada.pedida:
            conexion.process_data_events(queda)


def producir(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Envía la tanda y lo resume en una línea."""
    productor = Productor(ajustes, log, parada)
    with Eventos(ajustes, "producer", log) as eventos:
        mantener(ajustes, "producer", log, parada, lambda c: productor.atender(c, eventos))
    devueltas = f" · {productor.devueltas} devueltas" if productor.devueltas else ""
    dudosas = f" · {productor.dudosas} sin confirmar" if productor.dudosas else ""
    log.info("%d tareas enviadas y confirmadas%s%s", productor.enviadas, devueltas, dudosas)


if __name__ == "__main__":
    sys.exit(ejecutar(lambda _: "producer", producir))
