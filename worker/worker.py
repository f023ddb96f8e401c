"""El worker: recibe una tarea, hace el trabajo y responde al broker."""

import logging
import sys
import time
from collections import deque
from pathlib import Path

from pika import exceptions
from pika.adapters.blocking_connection import BlockingChannel, BlockingConnection

from comun.ajustes import Ajustes
from comun.conexion import despertador
from comun.evento import Que
from comun.eventos import Eventos
from comun.mantener import mantener
from comun.peticion import peticion
from comun.servicio import Parada, ejecutar
from comun.tarea import Tarea, TareaInvalida
from worker.entrega import Entrega, porque
from worker.procesar import procesar
from worker.relevo import Relevo
from worker.simulacion import fallar_a_veces

LISTO = Path("/tmp/listo")  # noqa: S108 # existe mientras hay suscripción: lo mira el health check


class Worker:
    """Lo que dura más que una conexión: los ajustes, el trabajo en mano y las copias propias."""

    def __init__(
        self, ajustes: Ajustes, log: logging.Logger, parada: Parada, eventos: Eventos
    ) -> None:
        self.ajustes = ajustes
        self.modo = ajustes.modo
        self.log = log
        self.parada = parada
        self.eventos = eventos
        self.relevo = Relevo()
        self.entregas: deque[Entrega] = deque()

    def atender(self, conexion: BlockingConnection) -> None:
        """Consume hasta que se pida parar; la tarea en mano se termina antes de salir.

        Raises:
            pika.exceptions.ConsumerCancelled: el broker canceló el consumo.
        """
        with peticion(self.log, self.parada):
            channel = conexion.channel()
            cola = self.modo.suscribir(channel)
        self.parada.despertar = despertador(conexion, self._decir_que_se_para)
        self.relevo.esperar(conexion)  # al trabajo de una conexión anterior, si queda
        if self.parada.pedida:
            return
        if not self.modo.auto_ack:  # el broker las entrega de nuevo; con auto_ack ya no las tiene
            self.entregas.clear()
        canceladas: list[object] = []
        channel.add_on_cancel_callback(canceladas.append)
        with peticion(self.log, self.parada):
            etiqueta = channel.basic_consume(
                cola,
                lambda *entrega: self.entregas.append(Entrega(*entrega)),
                auto_ack=self.modo.auto_ack,
                consumer_tag=self.ajustes.worker,
            )
        self.log.info("listo · modo %s · %s", self.modo.nombre, self.modo.destino)
        LISTO.touch()
        try:
            self.relevo.correr(conexion, lambda: self._consumir(channel, etiqueta, canceladas))
        finally:
            LISTO.unlink(missing_ok=True)

    def terminar(self) -> None:
        """Termina la tarea en mano, también sin conexión, y dice lo que se queda sin hacer."""
        self.relevo.terminar()
        if self.entregas and self.modo.auto_ack:
            self.log.warning("quedan %d copias sin hacer: se pierden", len(self.entregas))

    def _consumir(self, channel: BlockingChannel, etiqueta: str, canceladas: list[object]) -> None:
        while not self.parada.pedida:
            if canceladas:
                raise exceptions.ConsumerCancelled
            if not channel.is_open:  # lo cerró el broker: pika no lo dice hasta que se usa
                raise exceptions.ChannelWrongStateError
            channel.connection.process_data_events(0 if self.entregas else None)
            if self.entregas and not self.parada.pedida:
                self._hacer(channel, self.entregas.popleft(), etiqueta)
        self._no_recibir_mas(channel, etiqueta)
        while self.entregas and not self.modo.auto_ack:
            # sin empezar: nack y no reject, para que no cuente como intento
            channel.basic_nack(self.entregas.popleft().tag, requeue=True)

    def _hacer(self, channel: BlockingChannel, entrega: Entrega, etiqueta: str) -> None:
        """Una tarea, de la entrega a la respuesta."""
        try:
            tarea = Tarea.de_json(entrega.cuerpo)
        except TareaInvalida as error:
            return entrega.descartada(self.modo, self.eventos, str(error))
        complejidad, intento = tarea.complejidad, entrega.intento
        detalle = f"complejidad {complejidad:g} · intento {intento}"
        self.eventos.contar(
            Que.RECIBIDA, tarea.id, detalle, complejidad=complejidad, intento=intento
        )
        with self.relevo.trabajo():
            segundos, fallo = self._trabajar(tarea, intento)
        try:
            if self.parada.pedida:  # antes de responder: si no, el broker entregaría otra más
                self._no_recibir_mas(channel, etiqueta)
            if fallo:
                return entrega.fallida(self.modo, self.eventos, tarea, fallo)
            return entrega.completada(self.modo, self.eventos, tarea, segundos)
        except exceptions.AMQPError:
            # Se perdió la conexión, no la tarea: el broker la entregará de nuevo. El ack ya no
            # vale en otra conexión: solo se cuenta.
            self._contar_sin_ack(tarea, segundos, fallo)
            raise

    def _no_recibir_mas(self, channel: BlockingChannel, etiqueta: str) -> None:
        """Lo que ya había llegado, con auto_ack, es de este worker; sin él, pika lo devuelve."""
        if channel.is_open:  # si no, basic_cancel no da un AMQPError, sino un AssertionError
            self.entregas.extend(Entrega(channel, *e) for e in channel.basic_cancel(etiqueta))

    def _trabajar(self, tarea: Tarea, intento: int) -> tuple[float, BaseException | None]:
        """Lo que duró y, si salió mal, por qué."""
        inicio = time.monotonic()
        fallo = None
        try:
            procesar(tarea)
            fallar_a_veces(self.ajustes, tarea, intento)
        except BaseException as error:  # noqa: BLE001 # sea lo que sea, falla la tarea y no el worker
            fallo = error
        return time.monotonic() - inicio, fallo

    def _decir_que_se_para(self) -> None:
        if self.relevo.en_mano:
            self.log.info("se pide parar: antes termina la tarea en mano")

    def _contar_sin_ack(self, tarea: Tarea, segundos: float, fallo: BaseException | None) -> None:
        fin = "sin ack: se perdió la conexión" + (
            "" if self.modo.auto_ack else ", el broker la entregará de nuevo"
        )
        if fallo:
            motivo = porque(fallo)
            self.eventos.contar(Que.FALLIDA, tarea.id, f"{motivo} · {fin}", motivo=motivo)
        else:
            detalle = f"{segundos:.1f} s · {fin}"
            self.eventos.contar(Que.COMPLETADA, tarea.id, detalle, segundos=segundos)


def trabajar(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Trabaja hasta que se pida parar."""
    with Eventos(ajustes, ajustes.worker, log) as eventos:
        worker = Worker(ajustes, log, parada, eventos)
        try:
            mantener(ajustes, ajustes.worker, log, parada, worker.atender)
        finally:
            worker.terminar()
    log.info("parado, sin tareas en mano")


if __name__ == "__main__":
    sys.exit(ejecutar(lambda ajustes: ajustes.worker, trabajar))
