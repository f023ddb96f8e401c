"""El emisor manda a cada página abierta una instantánea y, después, solo lo que cambia."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress

from panel.mirador import Mirador

ENTRE_MENSAJES = 0.06  # s entre dos mensajes a la página
VUELTA = 0.25  # s; aunque no pase nada, se mira quién ha dejado de dar señales
MUCHAS = 30  # historias que se mandan al momento; si cambian más, se mandan cada ENTRE_HISTORIAS
ENTRE_HISTORIAS = 0.5  # s
RETRASO = 30  # mensajes que puede tener pendientes una página; después se le manda una instantánea
PAGINAS = 50  # abiertas a la vez

Cliente = asyncio.Queue[bytes | None]


class Emisor:
    """El `Emisor` prepara cada mensaje una vez para todas las páginas, y solo si hay alguna."""

    def __init__(self, mirador: Mirador) -> None:
        self._mirador = mirador
        self._clientes: set[Cliente] = set()
        self._antes: dict[str, str] = {}
        self._suceso = 0
        self._punto = 0.0
        self._tanda = 0
        self._mandadas = 0.0  # cuándo se mandaron por última vez

    def suscribir(self) -> AsyncIterator[bytes] | None:
        """Devuelve los mensajes para una página, hasta que se cierre; None si no cabe una más."""
        if len(self._clientes) >= PAGINAS:
            return None
        cliente: Cliente = asyncio.Queue(RETRASO)
        cliente.put_nowait(self._instantanea())
        self._antes.clear()  # lo que cambie desde aquí se manda, aunque vuelva al valor anterior
        self._clientes.add(cliente)
        return self._mensajes(cliente)

    async def _mensajes(self, cliente: Cliente) -> AsyncIterator[bytes]:
        try:
            while (mensaje := await cliente.get()) is not None:
                yield mensaje
        finally:
            self._clientes.discard(cliente)

    async def emitir_siempre(self) -> None:
        """Emite como mucho un mensaje cada 60 ms; el primero de una racha sale al momento."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._mirador.hay.wait(), VUELTA)
            self._mirador.hay.clear()
            if self._clientes:
                self._emitir(time.time())
            else:
                self._mirador.cambiadas.clear()
            await asyncio.sleep(ENTRE_MENSAJES)

    def cerrar(self) -> None:
        """Despide a las páginas: verán cortarse la conexión y volverán a llamar."""
        for cliente in self._clientes:
            _poner(cliente, None)

    def _emitir(self, ahora: float) -> None:
        if self._tanda != self._mirador.tanda:
            self._tanda = self._mirador.tanda
            todo = self._instantanea()
            for cliente in self._clientes:
                _poner(cliente, todo)
            return
        partes = []
        for nombre, valor in self._mirador.secciones().items():
            texto = _json(valor)
            if self._antes.get(nombre) != texto:
                self._antes[nombre] = texto
                partes.append(f'"{nombre}":{texto}')
        partes += self._historias_cambiadas(ahora)
        sucesos = [s for s in self._mirador.sucesos if s["n"] > self._suceso]
        if sucesos:
            self._suceso = sucesos[-1]["n"]
            partes.append(f'"sucesos":{_json(sucesos)}')
        if (puntos := self._mirador.serie.puntos) and puntos[-1]["t"] > self._punto:
            self._punto = puntos[-1]["t"]
            partes.append(f'"punto":{_json(puntos[-1])}')
        if partes:
            mensaje = _sse("cambio", f'{{"ahora":{ahora:.3f},{",".join(partes)}}}')
            atascados = [cliente for cliente in self._clientes if cliente.full()]
            for cliente in self._clientes.difference(atascados):
                cliente.put_nowait(mensaje)
            todo = self._instantanea() if atascados else b""
            for cliente in atascados:  # no leen a tiempo: empiezan otra vez desde una instantánea
                _poner(cliente, todo)

    def _historias_cambiadas(self, ahora: float) -> list[str]:
        cambiadas = self._mirador.cambiadas
        if not (cuantas := len(cambiadas)):
            return []
        if cuantas > MUCHAS and ahora - self._mandadas < ENTRE_HISTORIAS:
            return []
        self._mandadas = ahora
        historias = self._mirador.vistas(cambiadas)
        cambiadas.clear()
        return [f'"fichas":{_json(historias)}']

    def _instantanea(self) -> bytes:
        return _sse("todo", _json(self._mirador.instantanea()))


def _poner(cliente: Cliente, mensaje: bytes | None) -> None:
    while not cliente.empty():
        cliente.get_nowait()
    cliente.put_nowait(mensaje)


def _json(valor: object) -> str:
    return json.dumps(valor, ensure_ascii=False, separators=(",", ":"))


def _sse(evento: str, datos: str) -> bytes:
    return f"event: {evento}\nretry: 1000\ndata: {datos}\n\n".encode(errors="replace")
