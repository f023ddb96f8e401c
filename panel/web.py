"""La web sirve la página, sus mensajes y lo que se puede preguntar: solo GET, no cambia nada."""

import asyncio
import ipaddress
import json
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import closing
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.datastructures import URL, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from panel.emisor import Emisor
from panel.mirador import Mirador

PUERTO = 8080
PROTECCION = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Puerta:
    """La `Puerta` pone las cabeceras de protección y solo contesta por sus nombres.

    Con otro nombre que llevara a esta máquina, la página de otro leería /estado (DNS rebinding).
    Sin Host o con una dirección, como los health checks, se pasa: con ese engaño el navegador no
    llega así.
    """

    def __init__(self, app: ASGIApp, nombres: tuple[str, ...]) -> None:
        self._app = app
        self._nombres = {"", "localhost", *(nombre.lower() for nombre in nombres)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Contesta o rechaza una petición."""

        async def protegido(mensaje: Message) -> None:
            if mensaje["type"] == "http.response.start":
                cabeceras = MutableHeaders(scope=mensaje)
                for nombre, valor in PROTECCION.items():
                    cabeceras[nombre] = valor
                cabeceras.setdefault("Cache-Control", "no-cache")
            await send(mensaje)

        app = self._app if self._pasa(scope) else PlainTextResponse("ese nombre no es el suyo", 421)
        await app(scope, receive, protegido)

    def _pasa(self, scope: Scope) -> bool:
        anfitrion = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        nombre = None
        try:
            nombre = URL(f"http://{anfitrion}").hostname or ""
            ipaddress.ip_address(nombre)
        except ValueError:
            return nombre in self._nombres
        return True


def crear(
    mirador: Mirador,
    emisor: Emisor,
    volcar: Callable[[int, int], Generator[bytes]],
    nombres: tuple[str, ...],
) -> Starlette:
    """Devuelve la aplicación ASGI; `nombres` son aquellos con los que se puede abrir."""

    async def mensajes(_: Request) -> Response:
        if (suyos := emisor.suscribir()) is None:
            return PlainTextResponse("hay demasiadas páginas abiertas", 503)
        cabeceras = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(suyos, headers=cabeceras, media_type="text/event-stream")

    async def salud(_: Request) -> Response:
        return _json({"salud": "bien", "broker": bool(mirador.conectado)})

    async def estado(_: Request) -> Response:
        return _json(mirador.instantanea())

    async def metrics(_: Request) -> Response:
        return Response(mirador.metricas.texto(), media_type="text/plain; version=0.0.4")

    uno_a_uno = asyncio.Semaphore()  # cada volcado abre una conexión con el broker

    async def lineas() -> AsyncIterator[bytes]:
        async with uno_a_uno:
            libro = mirador.panorama.libro
            with closing(volcar(libro.primero, libro.ultimo)) as volcadas:
                async for linea in iterate_in_threadpool(volcadas):
                    yield linea

    async def diario(_: Request) -> Response:
        if not mirador.conectado:
            return PlainTextResponse("el panel no está conectado al broker", 503)
        return StreamingResponse(lineas(), media_type="application/x-ndjson")

    pagina = StaticFiles(directory=Path(__file__).parent / "web", html=True)
    return Starlette(
        routes=[
            *(Route(f"/{r.__name__}", r) for r in (mensajes, salud, estado, metrics, diario)),
            Mount("/", pagina),
        ],
        middleware=[Middleware(Puerta, nombres=nombres), Middleware(GZipMiddleware)],
    )


def _json(valor: object) -> Response:
    texto = json.dumps(valor, ensure_ascii=False).encode(errors="replace")
    return Response(texto, headers={"Cache-Control": "no-store"}, media_type="application/json")
