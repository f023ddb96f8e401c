"""El mirador: junta los eventos y los números del broker; todo, en el hilo del bucle."""

import asyncio
import logging
import time
from dataclasses import replace

from comun.ajustes import Ajustes
from comun.api import Api
from comun.estado import Estado
from comun.evento import Evento
from panel import escena, vista
from panel.broker import Balance, Mirada, mirar
from panel.metricas import Metricas
from panel.serie import Serie


class Mirador:
    """Lo que el panel sabe. `hay` se enciende cuando cambia; `punto` es el último de la serie."""

    def __init__(self, ajustes: Ajustes, log: logging.Logger) -> None:
        self._ajustes = ajustes
        self.modo = ajustes.modo
        self.log = log
        self.estado = Estado(copias=self.modo.copias, desde=time.time())
        self.mirada = Mirada()
        self.balance = Balance()
        self.serie = Serie()
        self.metricas = Metricas(self)
        self.hay = asyncio.Event()
        self.conectado = False
        self.cambio = self.estado.desde  # desde cuándo está (o no) conectado
        self._api = Api(ajustes)
        self.callados_ahora: list[str] = []

    def llega(self, cuerpo: bytes) -> None:
        """Un mensaje del exchange de eventos."""
        for evento in Evento.lote(cuerpo, self.modo.nombre):
            self.estado.aplicar(evento)
            self.metricas.observar(evento)
        self.hay.set()

    def conexion(self, *, abierta: bool) -> None:
        """La del oyente se abrió o se perdió."""
        if abierta != self.conectado:
            primera = self.cambio == self.estado.desde
            self.conectado, self.cambio = abierta, time.time()
            if not primera:
                clase = "broker_vuelve" if abierta else "broker_se_va"
                self.estado.suceso(clase, self.cambio)
            self.hay.set()

    def callados(self, ahora: float) -> list[str]:
        """Los workers que no dan señales de vida, si es que se les podría oír."""
        if self.a_ciegas:
            self.estado.esperar_noticias(ahora, self.callados_ahora)
            return self.callados_ahora
        antes, self.callados_ahora = self.callados_ahora, self.estado.callados(ahora)
        for nombre in self.callados_ahora:
            if nombre not in antes:
                tarea = self.estado.workers[nombre].en_mano
                self.estado.suceso("calla", ahora, quien=nombre, tarea=tarea)
        return self.callados_ahora

    @property
    def a_ciegas(self) -> bool:
        """Si no llegan eventos de nadie: sin broker, o con una alarma."""
        return not self.conectado or self.mirada.alarma

    def secciones(self, ahora: float) -> dict[str, vista.Json | list[vista.Json]]:
        """Lo que cambia a cada momento, por partes."""
        callados = self.callados(ahora)
        return {
            "broker": vista.broker(self.mirada, conectado=self.conectado, cambio=self.cambio),
            "libro": vista.libro(self.estado, self.balance, callados),
            "productor": vista.productor(self.estado, ahora),
            "cola": escena.cola(self.estado, self.balance, self.mirada),
            "workers": escena.workers(self.estado, callados, a_ciegas=self.a_ciegas),
        }

    def instantanea(self) -> vista.Json:
        """Todo: lo que necesita una página recién abierta, y lo que da /estado."""
        ahora = time.time()
        return {
            "ahora": ahora,
            **vista.fijo(self._ajustes, self.estado),
            **self.secciones(ahora),
            "fichas": [vista.ficha(f) for f in self.estado.fichas.values()],
            "sucesos": list(self.estado.sucesos),
            "serie": list(self.serie.puntos),
        }

    async def mirar_siempre(self) -> None:
        """Una mirada al broker y un punto en la serie cada segundo.

        Raises:
            Irrecuperable: el usuario no puede mirar la API.
        """
        while True:
            siguiente = time.monotonic() + 1
            nueva = Mirada()
            if self.conectado:  # antes, la API aún no conoce a los usuarios
                nueva = await asyncio.to_thread(mirar, self._api, self.modo)
            self.mirada = nueva if nueva.contesta else replace(self.mirada, contesta=False)
            ahora = time.time()
            self.balance.comparar(self.estado, self.mirada, self.callados(ahora))
            self.serie.anotar(self.estado, self.mirada, ahora)
            self.hay.set()
            await asyncio.sleep(max(0.0, siguiente - time.monotonic()))
