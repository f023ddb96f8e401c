"""El mirador tiene lo que el panel sabe y lo que muestra; todo corre en el hilo del bucle."""

import asyncio
import logging
import time
from collections import deque
from typing import Any

from comun.servicio.ajustes import Ajustes
from panel import escena, vista
from panel.metricas import Metricas
from panel.serie import Serie
from seguimiento import por_familia
from seguimiento.api import Api
from seguimiento.cliente_http import SinRespuesta
from seguimiento.foto import Foto
from seguimiento.lote import Lote

CADA = 0.5  # s entre dos fotos
HISTORIAS, SUCESOS = 300, 40


class Mirador:
    """El `Mirador` enciende `hay` cuando algo cambia; el `Emisor` lo apaga, y vacía `cambiadas`."""

    def __init__(self, ajustes: Ajustes, log: logging.Logger) -> None:
        self._ajustes, self.log = ajustes, log
        self.panorama = por_familia.panorama(ajustes.modo, self._avisar)
        self.serie = Serie()
        self.metricas = Metricas(self.panorama, lambda: bool(self.conectado))
        self.hay = asyncio.Event()
        self.conectado: bool | None = None  # None = aún no se ha intentado
        self.cambio = time.time()  # desde cuándo está (o no) conectado
        self.tanda = 0
        self.historias: dict[str, None] = {}  # claves; la última que cambió, al final
        self.cambiadas: dict[str, None] = {}
        self.sucesos: deque[dict[str, Any]] = deque(maxlen=SUCESOS)
        self._dichos = 0
        self._api = Api(ajustes)

    def llega(self, lote: Lote) -> None:
        """Suma un lote del diario y anota qué historias cambian."""
        for tarea in self.panorama.libro.aplicar(lote):
            self.historias.pop(tarea, None)
            self.historias[tarea] = self.cambiadas[tarea] = None
            if len(self.historias) > HISTORIAS:
                vieja = next(iter(self.historias))
                del self.historias[vieja]
                self.cambiadas.pop(vieja, None)
        self.hay.set()

    def _avisar(self, clase: str, instante: float, **datos: Any) -> None:  # noqa: ANN401 # JSON
        if clase in {"espera", "trabajo"}:
            self.serie.observar(clase, instante, datos["segundos"])
            self.metricas.observar(clase, datos["segundos"])
        elif clase == "tanda":
            self.tanda += 1
            for suyas in (self.historias, self.cambiadas, self.sucesos):
                suyas.clear()
        else:
            self._dichos += 1
            self.sucesos.append({"n": self._dichos, "clase": clase, "instante": instante, **datos})

    def conexion(self, abierta: bool) -> None:  # noqa: FBT001
        """Anota que la conexión del oyente se abrió o se perdió."""
        antes, self.conectado = self.conectado, abierta
        if abierta != antes:
            self.cambio = time.time()
            if antes is not None:
                self._avisar("broker_vuelve" if abierta else "broker_se_va", self.cambio)
            self.hay.set()

    def secciones(self) -> vista.Json:
        """Devuelve lo que cambia a cada momento, por partes."""
        panorama, quienes = self.panorama, self.panorama.workers()
        ciegas = not self.conectado or panorama.foto.alarma  # no llegan noticias de nadie
        return {
            "broker": vista.broker(panorama, conectado=bool(self.conectado), cambio=self.cambio),
            "desde": panorama.libro.desde or None,
            "libro": vista.libro(panorama),
            "productor": {"vivo": panorama.produce},
            "colas": escena.colas(panorama, time.time()),
            "workers": [escena.worker(panorama, quien, ciegas=ciegas) for quien in quienes],
        }

    def vistas(self, tareas: dict[str, None]) -> list[vista.Json]:
        """Devuelve las historias de esas tareas que se recuerdan."""
        historias = (self.panorama.libro.historia(tarea) for tarea in tareas)
        return [vista.historia(historia, self.panorama) for historia in historias if historia]

    def instantanea(self) -> vista.Json:
        """Devuelve todo lo que necesita una página recién abierta; es lo que da /estado."""
        return {
            "ahora": time.time(),
            **vista.fijo(self._ajustes),
            **self.secciones(),
            "fichas": self.vistas(self.historias),
            "sucesos": list(self.sucesos),
            "serie": list(self.serie.puntos),
        }

    async def mirar_siempre(self) -> None:
        """Toma una foto del broker cada medio segundo y un punto de la serie cada segundo.

        Raises:
            Irrecuperable: el usuario no puede mirar la API.
        """
        while True:
            siguiente = time.monotonic() + CADA
            # Hasta conectarse no se pregunta: la API aún no conoce a los usuarios
            foto = await asyncio.to_thread(self._foto) if self.conectado else None
            ahora = time.time()
            self.panorama.mirar(foto, ahora)
            self._decir_quien_falta(ahora)
            self.serie.anotar(self.panorama, self.panorama.workers(), ahora)
            self.hay.set()
            await asyncio.sleep(max(0.0, siguiente - time.monotonic()))

    def _foto(self) -> Foto | None:
        try:
            return Foto.hacer(self._api, self.panorama.libro.modo)
        except SinRespuesta:
            return None

    def _decir_quien_falta(self, ahora: float) -> None:
        for worker in self.panorama.novedades():
            en_mano, datos = worker.datos.en_mano, {"quien": worker.nombre}
            if en_mano and en_mano.tarea in self.historias:  # cambia sin que el diario lo diga
                self.cambiadas[en_mano.tarea] = None
            if worker.muerto:
                desde = self.panorama.presencia.murio(worker.proceso)
                self._avisar("calla", desde, tarea=en_mano.tarea if en_mano else "", **datos)
            else:
                self._avisar("vuelve", ahora, **datos)
