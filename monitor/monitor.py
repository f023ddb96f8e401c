"""El monitor: una línea por segundo con lo pendiente, y un resumen cuando ya no queda nada."""

import logging
import time

from pika.exceptions import ConsumerCancelled

from comun.api import Api, SinRespuesta
from comun.bitacora import id_visible
from comun.conexion import abierta, avisando, mantener
from comun.estado import Estado
from comun.evento import EXCHANGE, Evento
from comun.pausas import Pausas
from comun.servicio import Servicio
from monitor.frases import cuentas, lo_pendiente, resumen

MIRADA = 0.1  # s entre dos miradas a si se pide parar
CALMA = 3  # miradas iguales antes de dar todo por hecho: la API va hasta 2 s por detrás


class Monitor:
    """Junta dos fuentes: los números del broker (API) y lo que cuentan los servicios (eventos)."""

    def __init__(self, servicio: Servicio) -> None:
        self.servicio, self.log, self.parada = servicio, servicio.log, servicio.parada
        self.modo = servicio.ajustes.modo
        self.api = Api(servicio.ajustes)
        self.estado = Estado(copias=self.modo.copias, desde=time.time())
        self.callados: list[str] = []
        self.resumidas = self.vistas = cuentas(self.estado)
        self.iguales = 0  # cuántas miradas llevan sin cambiar
        self.avisos = Pausas(self.log)

    def sesion(self, servidor: str) -> None:
        """Escucha los eventos y, cada segundo, mira y dice; falla como `abierta`."""
        with abierta(self.servicio, servidor) as conexion:
            with self.parada.interrumpible(), avisando(self.log):
                channel = conexion.channel()
                cola = channel.queue_declare("", exclusive=True).method.queue
                channel.queue_bind(cola, EXCHANGE)
                channel.basic_consume(cola, self._escuchar, auto_ack=True, consumer_tag="monitor")
            self.estado.esperar_noticias(time.time(), self.callados)
            siguiente = 0.0
            while not self.parada.pedida:
                if time.monotonic() >= siguiente:
                    siguiente = time.monotonic() + 1
                    with self.parada.interrumpible():  # la API puede no contestar
                        self._mirar()
                conexion.process_data_events(MIRADA)
                if not channel.consumer_tags:  # lo canceló el broker, y pika no falla por ello
                    raise ConsumerCancelled

    def _escuchar(self, _c: object, _m: object, _p: object, cuerpo: bytes) -> None:
        for evento in Evento.lote(cuerpo, self.modo.nombre):
            self.estado.aplicar(evento)

    def _mirar(self) -> None:
        iguales, self.iguales = self.iguales, 0
        try:
            linea, quieto = lo_pendiente(self.api, self.modo)
            self.log.info(linea)
            alarma = self.api.alarma()
        except SinRespuesta as error:
            linea = "la API de RabbitMQ no responde (%s): se insiste"
            return self.avisos.decir(logging.WARNING, linea, error)
        if alarma:
            self.estado.esperar_noticias(time.time(), self.callados)
            linea = "alarma de memoria o disco: el broker no acepta tareas ni eventos"
            return self.avisos.decir(logging.WARNING, linea)
        self._decir_los_callados()
        antes, self.vistas = self.vistas, cuentas(self.estado)
        en_mano = any(w.en_mano for n, w in self.estado.workers.items() if n not in self.callados)
        if quieto and not en_mano and antes == self.vistas:
            self.iguales = iguales + 1
        if self.iguales >= CALMA and self.vistas != self.resumidas:
            self.resumidas = self.vistas
            self.log.info(resumen(self.estado, self.callados))
        return None

    def _decir_los_callados(self) -> None:
        # Nombres e ids llegan en mensajes: los pone quien los publica
        antes, self.callados = self.callados, self.estado.callados(time.time())
        for nombre in sorted({*self.callados} - {*antes}):
            tarea = id_visible(self.estado.workers[nombre].en_mano)
            tenia = f", con {tarea} en mano" if tarea else ""
            self.log.warning("%s no da señales de vida%s", id_visible(nombre), tenia)
        for nombre in sorted({*antes} - {*self.callados}):
            self.log.info("%s da señales otra vez", id_visible(nombre))


def main(servicio: Servicio) -> None:
    """Vigila hasta que se pida parar."""
    mantener(servicio, Monitor(servicio).sesion)
