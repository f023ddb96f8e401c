"""El worker: recibe una tarea, hace el trabajo en un hilo aparte y responde al broker."""

import logging
import sys
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from pika import BasicProperties, exceptions, spec
from pika.adapters.blocking_connection import BlockingChannel, BlockingConnection

from comun.ajustes import Ajustes
from comun.bitacora import visible
from comun.conexion import mantener
from comun.eventos import Eventos, Que
from comun.servicio import Parada, ejecutar
from comun.tarea import Tarea, TareaInvalida
from worker.procesar import procesar
from worker.simulacion import fallar_a_veces

LISTO = Path("/tmp/listo")  # noqa: S108 # existe mientras hay suscripción: lo mira el health check


class Entrega(NamedTuple):
    """Lo que da el broker: con qué se responde, propiedades y cuerpo."""

    metodo: spec.Basic.Deliver
    propiedades: BasicProperties
    cuerpo: bytes

    @property
    def intento(self) -> int:
        """1 la primera vez; cada reject y cada worker muerto suman uno."""
        return int((self.propiedades.headers or {}).get("x-delivery-count", 0)) + 1


class Worker:
    """Lo que dura más que una conexión: los ajustes y la tarea en mano."""

    def __init__(self, ajustes: Ajustes, log: logging.Logger, parada: Parada, eventos: Eventos) -> None:
        self.ajustes = ajustes
        self.modo = ajustes.modo
        self.log = log
        self.parada = parada
        self.eventos = eventos
        self.hilo = ThreadPoolExecutor(1, "trabajo")
        self.en_mano: Future[float] | None = None

    def atender(self, conexion: BlockingConnection) -> None:
        """Consume hasta que se pida parar; la tarea en mano se termina antes de salir.

        Raises:
            pika.exceptions.ConsumerCancelled: el broker canceló el consumo.
        """
        channel = conexion.channel()
        entregas: deque[Entrega] = deque()
        cola = self.modo.suscribir(channel)
        self._terminar_la_de_antes(conexion)
        if self.parada.pedida:
            return
        cancelado: list[object] = []
        channel.add_on_cancel_callback(cancelado.append)
        etiqueta = channel.basic_consume(
            cola,
            lambda _channel, *entrega: entregas.append(Entrega(*entrega)),
            auto_ack=self.modo.auto_ack,
            consumer_tag=self.ajustes.worker,
        )
        self.log.info("listo · modo %s · %s", self.modo.nombre, self.modo.destino)
        LISTO.touch()
        try:
            while not self.parada.pedida:
                conexion.process_data_events(None if not entregas else 0)
                if entregas and not self.parada.pedida:
                    self._hacer(conexion, channel, entregas.popleft())
                if cancelado:
                    raise exceptions.ConsumerCancelled
        finally:
            LISTO.unlink(missing_ok=True)
        self._despedirse(channel, etiqueta, entregas)

    def _hacer(self, conexion: BlockingConnection, channel: BlockingChannel, entrega: Entrega) -> None:
        """Una tarea, de la entrega a la respuesta; entretanto la conexión sigue atendida."""
        intento = entrega.intento
        try:
            tarea = Tarea.de_json(entrega.cuerpo)
        except TareaInvalida as error:
            return self._descartar(channel, entrega, str(error))
        detalle = f"complejidad {tarea.complejidad:g} · intento {intento}"
        self.eventos.contar(Que.RECIBIDA, tarea.id, detalle, complejidad=tarea.complejidad, intento=intento)
        trabajo = self.hilo.submit(self._trabajar, tarea, intento)
        self.en_mano = trabajo
        trabajo.add_done_callback(lambda _: conexion.is_open and _despertar(conexion))
        try:
            while not trabajo.done():
                conexion.process_data_events(1)
            self._responder(channel, entrega, tarea, trabajo)
        except exceptions.AMQPError:
            # Se perdió la conexión, no la tarea: el broker la entregará de nuevo. El ack de ahora
            # no valdría en otra conexión, así que no se guarda.
            trabajo.add_done_callback(lambda _: self._contar_sin_ack(tarea, trabajo))
            raise
        self.en_mano = None
        return None

    def _trabajar(self, tarea: Tarea, intento: int) -> float:
        inicio = time.monotonic()
        procesar(tarea)
        fallar_a_veces(self.ajustes, tarea, intento)
        return time.monotonic() - inicio
