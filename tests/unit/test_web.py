"""La web del panel: a quién contesta, con qué cabeceras y a cuántos a la vez."""

import asyncio
import re

import pytest

from herramientas.sistema.docker import RAIZ
from panel.emisor import PAGINAS, Emisor
from panel.mirador import Mirador
from panel.web import crear
from tests.servicios import servicio


@pytest.fixture
def emisor():
    panel = servicio("panel")
    return Emisor(Mirador(panel.ajustes, panel.log))


async def peticion(emisor, ruta, **cabeceras):
    """Lo primero que dice la respuesta; las demás partes se dejan."""
    dicho = asyncio.get_running_loop().create_future()
    app = crear(emisor._mirador, emisor, lambda *_: iter([]), ("panel.taller", "MiPC"))
    scope = {
        "type": "http", "method": "GET", "path": ruta, "query_string": b"", "http_version": "1.1",
        "headers": [(n.encode(), valor.encode()) for n, valor in cabeceras.items()],
    }  # fmt: skip

    async def envia(mensaje):
        if not dicho.done():
            dicho.set_result(mensaje)

    respuesta = asyncio.create_task(app(scope, asyncio.Event().wait, envia))
    await asyncio.wait([dicho, respuesta], timeout=5, return_when=asyncio.FIRST_COMPLETED)
    return dicho.result(), respuesta


def pedir(emisor, ruta="/salud", **cabeceras):
    """El estado y las cabeceras de una respuesta."""
    dicho, _ = asyncio.run(peticion(emisor, ruta, **cabeceras))
    return dicho["status"], {n.decode(): valor.decode() for n, valor in dicho["headers"]}


@pytest.mark.parametrize(
    "cabeceras",
    [
        {},
        {"host": "localhost:8080"},
        {"host": "127.0.0.1:8080"},
        {"host": "[::1]:8080"},
        {"host": "10.1.2.3"},
        {"host": "panel.taller"},
        {"host": "LOCALHOST"},
        {"host": "mipc:8080"},
    ],
)
def test_a_su_nombre_a_una_direccion_y_sin_host_se_contesta(emisor, cabeceras):
    assert pedir(emisor, **cabeceras)[0] == 200


@pytest.mark.parametrize(
    "nombre", ["malo.example", "localhost.malo.example", "127.0.0.1.malo.example", "[", "a b"]
)
def test_a_un_nombre_ajeno_no_se_le_contesta(emisor, nombre):
    """Uno que lleve a esta máquina dejaría a la página de otro leer /estado (DNS rebinding)."""
    assert pedir(emisor, "/estado", host=nombre)[0] == 421


def test_todo_lleva_las_cabeceras_de_proteccion(emisor):
    for ruta, host in (("/", ""), ("/estado", ""), ("/estado", "malo.example"), ("/nada", "")):
        _, cabeceras = pedir(emisor, ruta, host=host)
        assert "default-src 'self'" in cabeceras["content-security-policy"]
        assert cabeceras["x-content-type-options"] == "nosniff"


def test_la_pagina_lleva_etag_y_lo_largo_va_comprimido(emisor):
    _, cabeceras = pedir(emisor, "/js/textos.js", **{"accept-encoding": "gzip"})

    assert cabeceras["content-encoding"] == "gzip"
    assert pedir(emisor, "/js/textos.js", **{"if-none-match": cabeceras["etag"]})[0] == 304


def test_no_caben_mas_paginas_que_las_que_caben(emisor):
    """También si piden todas a la vez: contar y ocupar sitio es un solo paso."""

    async def muchas():
        return await asyncio.gather(*(peticion(emisor, "/mensajes") for _ in range(120)))

    estados = [dicho["status"] for dicho, _ in asyncio.run(muchas())]

    assert (estados.count(200), estados.count(503)) == (PAGINAS, 120 - PAGINAS)


def test_a_muchas_paginas_atascadas_se_les_prepara_una_sola_instantanea(emisor, monkeypatch):
    preparadas = []
    monkeypatch.setattr(emisor._mirador, "instantanea", lambda: preparadas.append(1) or {})

    async def atascadas():
        for _ in range(10):
            emisor.suscribir()
        preparadas.clear()
        for n in range(200):
            emisor._mirador.conexion(bool(n % 2))
            emisor._emitir(float(n))

    asyncio.run(atascadas())

    assert 0 < len(preparadas) < 10


def test_la_pagina_tiene_las_mismas_frases_con_los_mismos_huecos_en_las_dos_lenguas():
    def frases(archivo):
        dicho = (RAIZ / "panel/web/js" / archivo).read_text(encoding="utf-8")
        pares = re.findall(r'\b(\w+): "([^"]*)"', dicho)
        return {clave: set(re.findall(r"\{\w+\}", frase)) for clave, frase in pares}

    assert frases("en.js") == frases("textos.js")
