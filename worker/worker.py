"""El worker: recibe una tarea, hace el trabajo en un hilo aparte y responde al broker."""

import logging
import sys
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from pika import exceptions
from pika.adapters.blocking_connection import BlockingConnection

from comun.ajustes import Ajustes
from comun.bitacora import visible
from comun.conexion import mantener
from comun.evento import Que
from comun.eventos import Eventos
from comun.servicio import Parada, ejecutar
from comun.tarea import Tarea, TareaInvalida
from worker.entrega import Entrega
from worker.procesar import procesar
from worker.simulacion import fallar_a_veces

LISTO = Path("/tmp/listo")  # noqa: S108 # existe mientras hay suscripción: lo mira el health check


class Worker:
    """Lo que dura más que una conexión: los ajustes y el trabajo en mano."""

    def __init__(
        self, ajustes: Ajustes, log: logging.Logger, parada: Parada, eventos: Eventos
    ) -> None:
        self.ajustes = ajustes
        self.modo = ajustes.modo
        self.log = log
        self.parada = parada
        self.eventos = eventos
        self.hilo = ThreadPoolExecutor(1, "trabajo")
        self.trabajo: Future[float] | None = None

    def atender(self, conexion: BlockingConnection) -> None:
        """Consume hasta que se pida parar; la tarea en mano se termina antes de salir.

        Raises:
            pika.exceptions.ConsumerCancelled: el broker canceló el consumo.
        """
        channel = conexion.channel()
        cola = self.modo.suscribir(channel)
        self._esperar_al_trabajo(conexion)  # el de una conexión anterior, si queda
        entregas: deque[Entrega] = deque()
        canceladas: list[object] = []
        channel.add_on_cancel_callback(canceladas.append)
        etiqueta = channel.basic_consume(
            cola,
            lambda *entrega: entregas.append(Entrega(*entrega)),
            auto_ack=self.modo.auto_ack,
            consumer_tag=self.ajustes.worker,
        )
        self.log.info("listo · modo %s · %s", self.modo.nombre, self.modo.destino)
        LISTO.touch()
        try:
            while not self.parada.pedida:
                if canceladas:
                    raise exceptions.ConsumerCancelled
                conexion.process_data_events(0 if entregas else None)
                if entregas and not self.parada.pedida:
                    self._hacer(conexion, entregas.popleft(), etiqueta)
        finally:
            LISTO.unlink(missing_ok=True)
        channel.basic_cancel(etiqueta)
        for entrega in entregas:  # sin empezar: nack y no reject, para que no cuente como intento
            if not self.modo.auto_ack:
                channel.basic_nack(entrega.tag, requeue=True)
        if entregas and self.modo.auto_ack:
            self.log.warning("quedan %d copias sin hacer: se pierden", len(entregas))

    def _hacer(self, conexion: BlockingConnection, entrega: Entrega, etiqueta: str) -> None:
        """Una tarea, de la entrega a la respuesta; entretanto la conexión sigue atendida."""
        try:
            tarea = Tarea.de_json(entrega.cuerpo)
        except TareaInvalida as error:
            return entrega.descartada(self.modo, self.eventos, str(error))
        complejidad, intento = tarea.complejidad, entrega.intento
        detalle = f"complejidad {complejidad:g} · intento {intento}"
        self.eventos.contar(
            Que.RECIBIDA, tarea.id, detalle, complejidad=complejidad, intento=intento
        )
        trabajo = self.trabajo = self.hilo.submit(self._trabajar, tarea, intento)
        try:
            self._esperar_al_trabajo(conexion)
            if self.parada.pedida:  # antes de responder: si no, el broker entregaría otra más
                entrega.channel.basic_cancel(etiqueta)
            if fallo := trabajo.exception():
                return entrega.fallida(self.modo, self.eventos, tarea, fallo)
            return entrega.completada(self.modo, self.eventos, tarea, trabajo.result())
        except exceptions.AMQPError:
            # Se perdió la conexión, no la tarea: el broker la entregará de nuevo. El ack ya no
            # vale en otra conexión; cuando acabe el trabajo, solo se cuenta.
            trabajo.add_done_callback(lambda _: self._contar_sin_ack(tarea, trabajo))
            raise

    def _trabajar(self, tarea: Tarea, intento: int) -> float:
        inicio = time.monotonic()
        procesar(tarea)
        fallar_a_veces(self.ajustes, tarea, intento)
        return time.monotonic() - inicio

    def _esperar_al_trabajo(self, conexion: BlockingConnection) -> None:
        def despertar(_: object) -> None:
            with suppress(exceptions.AMQPError):  # si se ha perdido, ya no hay a quién despertar
                conexion.add_callback_threadsafe(lambda: None)

        if self.trabajo:
            self.trabajo.add_done_callback(despertar)
            while not self.trabajo.done():
                conexion.process_data_events(None)
            self.trabajo = None

    def _contar_sin_ack(self, tarea: Tarea, trabajo: Future[float]) -> None:
        fin = "sin ack: se perdió la conexión" + (
            "" if self.modo.auto_ack else ", el broker la entregará de nuevo"
        )
        if error := trabajo.exception():
            motivo = visible(str(error) or repr(error))
            self.eventos.contar(Que.FALLIDA, tarea.id, f"{motivo} · {fin}", motivo=motivo)
        else:
            segundos = trabajo.result()
            detalle = f"{segundos:.1f} s · {fin}"
            self.eventos.contar(Que.COMPLETADA, tarea.id, detalle, segundos=segundos)


def trabajar(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Trabaja hasta que se pida parar."""
    with Eventos(ajustes, ajustes.worker, log) as eventos:
        worker = Worker(ajustes, log, parada, eventos)
        try:
            mantener(ajustes, ajustes.worker, log, parada, worker.atender)
        finally:
            worker.hilo.shutdown()  # la tarea en mano se termina también sin conexión
    log.info("parado, sin tareas en mano")


if __name__ == "__main__":
    sys.exit(ejecutar(lambda ajustes: ajustes.worker, trabajar))
