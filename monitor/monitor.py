"""El monitor: una línea por segundo con lo pendiente, y un resumen cuando ya no queda nada."""

import logging
import sys
import time

from pika.adapters.blocking_connection import BlockingConnection

from comun.ajustes import Ajustes
from comun.api import Api, SinRespuesta
from comun.bitacora import id_visible
from comun.estado import Estado
from comun.evento import EXCHANGE, Evento
from comun.mantener import mantener
from comun.pausas import Pausas
from comun.peticion import peticion
from comun.servicio import Parada, ejecutar
from monitor.frases import cuentas, lo_pendiente, resumen

CALMA = 3  # miradas iguales antes de dar todo por hecho: la API va hasta 2 s por detrás


class Monitor:
    """Junta dos fuentes: los números del broker (API) y lo que cuentan los servicios (eventos)."""

    def __init__(self, ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
        self.modo = ajustes.modo
        self.log = log
        self.parada = parada
        self.api = Api(ajustes)
        self.estado = Estado(copias=self.modo.auto_ack, desde=time.time())
        self.callados: list[str] = []
        self.resumidas = self.vistas = cuentas(self.estado)
        self.iguales = 0  # cuántas miradas llevan sin cambiar
        self.avisos = Pausas(log)

    def atender(self, conexion: BlockingConnection) -> None:
        """Escucha los eventos y, cada segundo, mira y dice."""
        with peticion(self.log, self.parada):
            channel = conexion.channel()
            cola = channel.queue_declare("", exclusive=True).method.queue
            channel.queue_bind(cola, EXCHANGE)
            channel.basic_consume(cola, lambda *entrega: self._escuchar(entrega[-1]), auto_ack=True)
        self.estado.esperar_noticias(time.time(), self.callados)
        while not self.parada.pedida:
            self._mirar()
            siguiente = time.monotonic() + 1
            while (queda := siguiente - time.monotonic()) > 0 and not self.parada.pedida:
                conexion.process_data_events(queda)

    def _escuchar(self, cuerpo: bytes) -> None:
        for evento in Evento.lote(cuerpo, self.modo.nombre):
            self.estado.aplicar(evento)

    def _mirar(self) -> None:
        try:
            linea, quieto = lo_pendiente(self.api, self.modo)
            self.log.info(linea)
            alarma = self.api.alarma()
        except SinRespuesta as error:
            self.avisos.decir(
                logging.WARNING, "la API de RabbitMQ no responde (%s): se insiste", error
            )
            self.iguales = 0
            return
        if alarma:
            self.avisos.decir(
                logging.WARNING, "alarma de memoria o disco: el broker no acepta tareas ni eventos"
            )
            self.iguales = 0
            self.estado.esperar_noticias(time.time(), self.callados)
            return
        self._decir_los_callados()
        vistas = cuentas(self.estado)
        en_mano = any(w.en_mano for n, w in self.estado.workers.items() if n not in self.callados)
        self.iguales = self.iguales + 1 if vistas == self.vistas and quieto and not en_mano else 0
        self.vistas = vistas
        if self.iguales >= CALMA and vistas != self.resumidas:
            self.resumidas = vistas
            self.log.info(resumen(self.estado, self.callados))

    def _decir_los_callados(self) -> None:
        # Nombres e ids llegan en mensajes: los pone quien los publica
        antes, self.callados = self.callados, self.estado.callados(time.time())
        for nombre in self.callados:
            if nombre not in antes:
                tarea = id_visible(self.estado.workers[nombre].en_mano)
                tenia = f", con {tarea} en mano" if tarea else ""
                self.log.warning("%s no da señales de vida%s", id_visible(nombre), tenia)
        for nombre in antes:
            if nombre not in self.callados:
                self.log.info("%s da señales otra vez", id_visible(nombre))


def vigilar(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Vigila hasta que se pida parar."""
    monitor = Monitor(ajustes, log, parada)
    mantener(ajustes, "monitor", log, parada, monitor.atender)


if __name__ == "__main__":
    sys.exit(ejecutar(lambda _: "monitor", vigilar))
