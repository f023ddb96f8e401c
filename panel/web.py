"""La web: la página, sus mensajes y lo que se puede preguntar. Nada cambia nada: solo GET."""

import gzip
import hashlib
import json
import mimetypes
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from panel.emisor import Emisor
from panel.mirador import Mirador

WEB = Path(__file__).parent / "web"
TIPOS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
PROTECCION = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Fichero:
    """Un fichero de la página, leído una vez: no hay ruta que lleve a otro sitio del disco."""

    def __init__(self, ruta: Path) -> None:
        self.cuerpo = ruta.read_bytes()
        self.comprimido = gzip.compress(self.cuerpo, mtime=0)
        self.tipo = TIPOS.get(ruta.suffix) or mimetypes.guess_type(ruta.name)[0]
        self.etag = f'"{hashlib.sha256(self.cuerpo).hexdigest()[:16]}"'

    async def __call__(self, peticion: Request) -> Response:
        """El fichero, o 304 si el navegador ya lo tiene."""
        cabeceras = {**PROTECCION, "Cache-Control": "no-cache"}
        cabeceras |= {"ETag": self.etag, "Vary": "Accept-Encoding"}
        if peticion.headers.get("If-None-Match") == self.etag:
            return Response(status_code=304, headers=cabeceras)
        if "gzip" not in peticion.headers.get("Accept-Encoding", ""):
            return Response(self.cuerpo, media_type=self.tipo, headers=cabeceras)
        cabeceras["Content-Encoding"] = "gzip"
        return Response(self.comprimido, media_type=self.tipo, headers=cabeceras)


def crear(mirador: Mirador, emisor: Emisor) -> Starlette:
    """La aplicación ASGI."""

    async def mensajes(_: Request) -> Response:
        if emisor.lleno:
            return Response("hay demasiadas páginas abiertas", 503, PROTECCION)
        cabeceras = {**PROTECCION, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            emisor.suscribir(), headers=cabeceras, media_type="text/event-stream"
        )

    async def salud(_: Request) -> Response:
        return _json({"salud": "bien", "broker": mirador.conectado})

    async def estado(_: Request) -> Response:
        return _json(mirador.instantanea())

    async def metricas(_: Request) -> Response:
        tipo = "text/plain; version=0.0.4"
        return Response(mirador.metricas.texto(), headers=PROTECCION, media_type=tipo)

    rutas = [
        Route("/mensajes", mensajes, methods=["GET"]),
        Route("/salud", salud, methods=["GET"]),
        Route("/estado", estado, methods=["GET"]),
        Route("/metrics", metricas, methods=["GET"]),
    ]
    for ruta in sorted(WEB.rglob("*.*")):
        nombre = ruta.relative_to(WEB).as_posix()
        camino = "/" if nombre == "index.html" else f"/{nombre}"
        rutas.append(Route(camino, Fichero(ruta).__call__, methods=["GET"]))
    return Starlette(routes=rutas)


def _json(valor: object) -> Response:
    texto = json.dumps(valor, ensure_ascii=False).encode(errors="replace")
    cabeceras = {**PROTECCION, "Cache-Control": "no-store"}
    return Response(texto, headers=cabeceras, media_type="application/json")
