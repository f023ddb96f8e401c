"""El monitor: una línea por segundo con lo pendiente, y un resumen cuando ya no queda nada."""

import logging
import sys
import time

from pika.adapters.blocking_connection import BlockingConnection

from comun import modos
from comun.ajustes import Ajustes
from comun.api import Api, SinRespuesta
from comun.bitacora import visible
from comun.conexion import mantener
from comun.estado import Estado
from comun.evento import EXCHANGE, Evento
from comun.modo import Modo
from comun.servicio import Parada, ejecutar

AVISO = 5  # s entre dos avisos de que la API no responde
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
        self.resumidas = 0  # completadas que ya salieron en un resumen
        self.vistas = (0, 0)  # enviadas y completadas en la última mirada
        self.iguales = 0  # cuántas miradas llevan sin cambiar
        self.ultimo_aviso = 0.0

    def atender(self, conexion: BlockingConnection) -> None:
        """Escucha los eventos y, cada segundo, mira y dice."""
        channel = conexion.channel()
        cola = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(cola, EXCHANGE)
        channel.basic_consume(cola, lambda *entrega: self._escuchar(entrega[-1]), auto_ack=True)
        while not self.parada.pedida:
            self._mirar()
            siguiente = time.monotonic() + 1
            while (queda := siguiente - time.monotonic()) > 0 and not self.parada.pedida:
                conexion.process_data_events(queda)

    def _escuchar(self, cuerpo: bytes) -> None:
        for evento in Evento.lote(cuerpo):
            self.estado.aplicar(evento)

    def _mirar(self) -> None:
        try:
            linea, quieto = lo_pendiente(self.api, self.modo)
        except SinRespuesta as error:
            if time.monotonic() - self.ultimo_aviso >= AVISO:
                self.ultimo_aviso = time.monotonic()
                self.log.warning("la API de RabbitMQ no responde (%s): se insiste", error)
            return
        self.log.info(linea)
        self._decir_los_callados()
        vistas = (self.estado.enviadas, self.estado.completadas)
        en_mano = any(w.en_mano for n, w in self.estado.workers.items() if n not in self.callados)
        self.iguales = self.iguales + 1 if vistas == self.vistas and quieto and not en_mano else 0
        self.vistas = vistas
        if self.iguales >= CALMA and self.estado.completadas > self.resumidas:
            self.resumidas = self.estado.completadas
            self.log.info(resumen(self.estado))

    def _decir_los_callados(self) -> None:
        antes, self.callados = self.callados, self.estado.callados(time.time())
        for nombre in self.callados:
            if nombre not in antes:
                tarea = visible(self.estado.workers[nombre].en_mano)  # el id lo pone quien publica
                tenia = f", con {tarea} en mano" if tarea else ""
                self.log.warning("%s no da señales de vida%s", nombre, tenia)
        for nombre in antes:
            if nombre not in self.callados:
                self.log.info("%s da señales otra vez", nombre)


def lo_pendiente(api: Api, modo: Modo) -> tuple[str, bool]:
    """La línea de cada segundo, y si ya no queda nada por repartir.

    Raises:
        SinRespuesta: la API no contesta.
    """
    if modo.cola:
        cola = api.cola(modo.cola)
        linea = (
            f"Mensajes en cola: {cola.en_cola} ({cola.en_pausa} en pausa)"
            f" · en proceso: {cola.en_proceso} · workers: {cola.workers}"
        )
        return linea, not cola.en_cola and not cola.en_proceso
    exchange = api.exchange(modo)
    linea = (
        f"Exchange {modo.exchange}: {exchange.suscriptores} suscriptores"
        f" · publicadas: {exchange.publicadas} · entregadas: {exchange.entregadas}"
    )
    for otra in (otro.cola for otro in modos.todos().values() if otro.cola):
        if esperan := api.cola(otra).en_cola:
            linea += f" · esperan en {otra}: {esperan}"
    return linea, True


def resumen(estado: Estado) -> str:
    """Lo que el broker no sabe: quién hizo cuántas, cuántas fallaron, cuántas se repitieron."""
    reparto = " · ".join(f"{n}: {w.completadas}" for n, w in sorted(estado.workers.items()))
    return (
        f"todo hecho: {estado.completadas} completadas ({reparto}) · intentos fallidos:"
        f" {estado.fallidas} · descartadas: {estado.descartadas} · repetidas: {estado.repetidas}"
    )


def vigilar(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Vigila hasta que se pida parar."""
    monitor = Monitor(ajustes, log, parada)
    mantener(ajustes, "monitor", log, parada, monitor.atender)


if __name__ == "__main__":
    sys.exit(ejecutar(lambda _: "monitor", vigilar))
