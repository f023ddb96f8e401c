"""Lo que le pasa a una tarea: se dice en el registro y se publica para monitor y panel.

Los eventos salen en listas, como mucho una cada 100 ms, desde un hilo y por una conexión propia:
ni retrasan una tarea ni la hacen fallar. Por la conexión de las tareas no podría ser: con una
alarma de memoria el broker deja de leer, también los ack, a quien publica.
"""

import json
import logging
import threading
import time
from collections import Counter, deque
from typing import Any, Self

from pika.adapters.blocking_connection import BlockingConnection
from pika.exceptions import AMQPError

from comun.bitacora import id_visible
from comun.conexion import NoSeAbre, abierta
from comun.evento import EXCHANGE, Que
from comun.servicio import Servicio, hilo

LOTE = 0.1  # s entre dos mensajes
SIN_ID = "(sin id)"  # lo que no es una tarea puede no tenerlo
LATIDO = 1.0  # s entre dos señales de vida
MALAS = frozenset({Que.SIN_ACK, Que.FALLIDA, Que.DESCARTADA, Que.DEVUELTA})  # se dicen con un aviso
PENDIENTES = 5000  # eventos que esperan; con el búfer lleno se pierde el más antiguo


class Eventos:
    """Cuenta lo que pasa: la línea, enseguida; el evento, en el siguiente lote.

    Se usa con `with`: al salir se da medio segundo al último lote.
    """

    def __init__(self, servicio: Servicio) -> None:
        self._servicio, self._log = servicio, servicio.log
        self._arranque = time.time()
        self._totales: Counter[str] = Counter()
        self._recibida: dict[str, Any] | None = None  # la de la tarea en mano
        self._pendientes: deque[dict[str, Any]] = deque(maxlen=PENDIENTES)
        self._cerrojo = threading.Lock()
        self._fin = threading.Event()
        self._hilo = hilo(self._log, "eventos", self._publicar_siempre)

    def __enter__(self) -> Self:
        self._latir()  # lo primero: quien escucha sabe que lo que sigue es de este proceso
        self._hilo.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._fin.set()
        self._hilo.join(timeout=0.5)

    def registrar(self, que: Que, tarea_id: object, detalle: str, **datos: object) -> None:
        """Dice `que id · detalle` y lo publica con `datos`; avisa si la tarea no salió bien."""
        nivel = logging.WARNING if que in MALAS else logging.INFO
        if self._log.isEnabledFor(nivel):  # escapar un id cuesta más que publicarlo
            self._log.log(nivel, "%s %s · %s", que, id_visible(tarea_id) or SIN_ID, detalle)
        hecho = self._hecho(que, id=str(tarea_id) or SIN_ID, **datos)
        with self._cerrojo:  # el total y su evento, a la vez: un latido entre los dos mentiría
            self._totales[que] += 1
            self._recibida = hecho if que is Que.RECIBIDA else None
            self._pendientes.append(hecho)

    def _hecho(self, que: Que, **datos: object) -> dict[str, Any]:
        quien, modo = self._log.name, self._servicio.ajustes.modo.nombre
        return {"que": que, "quien": quien, "modo": modo, "instante": time.time(), **datos}

    def _latir(self) -> None:
        """Señal de vida, con las cuentas: si algún evento se pierde, las sumas siguen bien."""
        with self._cerrojo:
            cuentas = {"totales": dict(self._totales), "en_mano": self._recibida}
            self._pendientes.append(self._hecho(Que.LATIDO, arranque=self._arranque, **cuentas))

    def _publicar_siempre(self) -> None:
        servicio, gracia = self._servicio, 0.0
        while not self._fin.is_set():
            try:
                with abierta(servicio, servicio.servidores[0], "-eventos") as conexion:
                    self._fin.wait(gracia)
                    self._publicar(conexion)
            except (NoSeAbre, AMQPError):  # la otra conexión ya avisa del corte
                gracia = 1.0  # s antes de publicar: monitor y panel también se reconectan
                self._fin.wait(1)

    def _publicar(self, conexion: BlockingConnection) -> None:
        channel = conexion.channel()
        latido = 0.0
        fin = False
        while not fin:  # se mira antes de vaciar el búfer: lo último que se contó también sale
            fin = self._fin.wait(LOTE)
            if time.monotonic() >= latido:
                latido = time.monotonic() + LATIDO
                self._latir()
            conexion.process_data_events(0)
            hechos = [self._pendientes.popleft() for _ in range(len(self._pendientes))]
            if hechos:  # con una alarma, espera aquí: el broker no lee
                channel.basic_publish(EXCHANGE, "", json.dumps(hechos).encode())
