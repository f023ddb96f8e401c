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

from comun.ajustes import Ajustes
from comun.bitacora import id_visible
from comun.causas import PERDIDA
from comun.conexion import abrir
from comun.evento import EXCHANGE, Que

LOTE = 0.1  # s entre dos mensajes
SIN_ID = "(sin id)"  # lo que no es una tarea puede no tenerlo
LATIDO = 1.0  # s entre dos señales de vida
MALAS = frozenset({Que.FALLIDA, Que.DESCARTADA, Que.DEVUELTA})  # se dicen con un aviso
PENDIENTES = 5000  # eventos que esperan; con el búfer lleno se pierde el más antiguo


class Eventos:
    """Cuenta lo que pasa: la línea, enseguida; el evento, en el siguiente lote.

    Se usa con `with`: al salir se da medio segundo al último lote.
    """

    def __init__(self, ajustes: Ajustes, quien: str, log: logging.Logger) -> None:
        self._ajustes = ajustes
        self._quien = quien
        self._log = log
        self._arranque = time.time()
        self._totales: Counter[str] = Counter()
        self._en_mano: dict[str, object] | None = None
        self._pendientes: deque[dict[str, Any]] = deque(maxlen=PENDIENTES)
        self._cerrojo = threading.Lock()
        self._hay = threading.Event()
        self._fin = threading.Event()
        self._hilo = threading.Thread(target=self._publicar_siempre, name="eventos", daemon=True)

    def __enter__(self) -> Self:
        self._latir()  # lo primero: quien escucha sabe que lo que sigue es de este proceso
        self._hilo.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._fin.set()
        self._hay.set()
        self._hilo.join(timeout=0.5)

    def contar(self, que: Que, tarea_id: object, detalle: str, **datos: object) -> None:
        """Dice `que id · detalle` y lo publica con `datos`; avisa si la tarea no salió bien.

        Con un id vacío, dice que no lo tiene.
        """
        nivel = logging.WARNING if que in MALAS else logging.INFO
        if self._log.isEnabledFor(nivel):
            self._log.log(nivel, "%s %s · %s", que, id_visible(tarea_id) or SIN_ID, detalle)
        self._anotar(que, id=str(tarea_id) or SIN_ID, **datos)

    def _anotar(self, que: Que, **datos: object) -> None:
        hecho = self._comun(que, **datos)
        with self._cerrojo:  # el total y su evento, a la vez: un latido entre los dos mentiría
            self._totales[que] += 1
            self._en_mano = None
            if que is Que.RECIBIDA:
                self._en_mano = {"instante": hecho["instante"], **datos}
            self._pendientes.append(hecho)
        self._hay.set()

    def _comun(self, que: Que, **datos: object) -> dict[str, Any]:
        modo = self._ajustes.modo.nombre
        return {"que": que, "quien": self._quien, "modo": modo, "instante": time.time(), **datos}

    def _latir(self) -> None:
        """Señal de vida, con las cuentas: si algún evento se pierde, las sumas siguen bien."""
        with self._cerrojo:
            self._pendientes.append(
                self._comun(
                    Que.LATIDO,
                    arranque=self._arranque,
                    totales=dict(self._totales),
                    en_mano=self._en_mano,
                )
            )

    def _publicar_siempre(self) -> None:
        nombre = f"{self._quien}-eventos"
        gracia = 0.0
        while not self._fin.is_set():
            try:
                with abrir(self._ajustes, nombre) as conexion:
                    self._fin.wait(gracia)
                    self._publicar(conexion)
            except PERDIDA:  # que el broker no está ya lo dice la conexión de las tareas
                self._fin.wait(1)
                gracia = 1.0  # s; quien escucha también ha de volver, y un exchange no guarda nada

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
                self._latir()
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
