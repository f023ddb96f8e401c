"""Lo que le pasa a una tarea: se dice en el registro y se publica para monitor y panel.

Los eventos salen en listas, como mucho una cada 100 ms, desde un hilo y por una conexión propia:
ni retrasan una tarea ni la hacen fallar. Por la conexión de las tareas no podría ser: con una
alarma de memoria el broker deja de leer, también los ack, a quien publica.
"""

import json
import logging
import threading
import time
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from pika.adapters.blocking_connection import BlockingConnection

from comun.ajustes import Ajustes
from comun.bitacora import visible
from comun.conexion import PERDIDA, parametros

EXCHANGE = "eventos_tareas"
LOTE = 0.1  # s entre dos mensajes
LATIDO = 1.0  # s entre dos señales de vida
PENDIENTES = 5000  # eventos que esperan; con el búfer lleno se pierde el más antiguo


class Que(StrEnum):
    """Los verbos: los mismos en el registro y en los eventos."""

    ENVIADA = "enviada"
    DEVUELTA = "devuelta"
    RECIBIDA = "recibida"
    COMPLETADA = "completada"
    FALLIDA = "fallida"
    DESCARTADA = "descartada"
    LATIDO = "latido"


@dataclass(frozen=True, slots=True)
class Evento:
    """Un hecho: qué pasó, a quién y cuándo."""

    que: Que
    quien: str
    id: str
    instante: float  # época Unix, según el reloj de `quien`

    @classmethod
    def lote(cls, cuerpo: bytes) -> list[Self]:
        """Los eventos de un mensaje; lo que no lo sea se pasa por alto."""
        try:
            hechos = json.loads(cuerpo)
            return [
                cls(Que(h["que"]), str(h["quien"]), str(h.get("id", "")), float(h["instante"]))
                for h in hechos
            ]
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
            return []


class Eventos:
    """Cuenta lo que pasa: la línea, enseguida; el evento, en el siguiente lote.

    Se usa con `with`: al salir se da medio segundo al último lote.
    """

    def __init__(self, ajustes: Ajustes, quien: str, log: logging.Logger) -> None:
        self._ajustes = ajustes
        self._quien = quien
        self._log = log
        self._pendientes: deque[dict[str, Any]] = deque(maxlen=PENDIENTES)
        self._hay = threading.Event()
        self._fin = threading.Event()
        self._hilo = threading.Thread(target=self._publicar_siempre, name="eventos", daemon=True)

    def __enter__(self) -> Self:
        self._hilo.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._fin.set()
        self._hay.set()
        self._hilo.join(timeout=0.5)

    def contar(self, que: Que, tarea_id: object, detalle: str, **datos: object) -> None:
        """Dice `que id · detalle` y lo publica con `datos`; avisa si la tarea no salió bien."""
        mal = que in {Que.FALLIDA, Que.DESCARTADA, Que.DEVUELTA}
        nivel = logging.WARNING if mal else logging.INFO
        self._log.log(nivel, "%s %s · %s", que, visible(tarea_id), detalle)
        self._anotar(que, id=str(tarea_id), **datos)

    def _anotar(self, que: Que, **datos: object) -> None:
        hecho = {"que": que, "quien": self._quien, "instante": time.time(), **datos}
        self._pendientes.append(hecho)
        self._hay.set()

    def _publicar_siempre(self) -> None:
        while not self._fin.is_set():
            try:
                nombre = f"{self._quien}-eventos"
                with BlockingConnection(parametros(self._ajustes, nombre)) as conexion:
                    self._publicar(conexion)
            except PERDIDA:  # que el broker no está ya lo dice la conexión de las tareas
                self._fin.wait(1)

    def _publicar(self, conexion: BlockingConnection) -> None:
        bloqueada = threading.Event()
        conexion.add_on_connection_blocked_callback(lambda *_: self._bloqueo(bloqueada))
        conexion.add_on_connection_unblocked_callback(lambda *_: self._desbloqueo(bloqueada))
        channel = conexion.channel()
        latido = 0.0
        fin = False
        while not fin:  # se mira antes de vaciar el búfer: lo último que se contó también sale
            self._hay.wait(max(0.0, latido - time.monotonic()))
            fin = self._fin.wait(LOTE)
            if time.monotonic() >= latido:
                latido = time.monotonic() + LATIDO
                self._anotar(Que.LATIDO)
            self._hay.clear()
            conexion.process_data_events(0)
            hechos = [self._pendientes.popleft() for _ in range(len(self._pendientes))]
            if hechos and not bloqueada.is_set():
                channel.basic_publish(EXCHANGE, "", json.dumps(hechos).encode())

    def _bloqueo(self, bloqueada: threading.Event) -> None:
        bloqueada.set()
        self._log.warning("el broker no acepta mensajes nuevos (alarma de memoria o disco)")

    def _desbloqueo(self, bloqueada: threading.Event) -> None:
        bloqueada.clear()
        self._log.warning("el broker vuelve a aceptar mensajes")
