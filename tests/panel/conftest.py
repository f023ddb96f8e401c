"""Un Chromium de verdad que abre la página del panel del taller de cada módulo."""

import os
import shutil
import time
import urllib.request
from pathlib import Path

import pika
import pytest
from playwright.sync_api import Error, sync_playwright

from herramientas.sistema.docker import RAIZ

FOTOS = os.environ.get("FOTOS")  # adonde van las capturas, si se quieren mirar


@pytest.fixture(scope="session")
def navegador():
    ejecutable = shutil.which("chromium") or shutil.which("google-chrome")
    if not ejecutable:
        pytest.fail("falta Chromium: lo instala `make test` en Debian, o apt-get install chromium")
    with sync_playwright() as playwright:
        # --no-sandbox: Chromium no quiere correr como root con él
        chromium = playwright.chromium.launch(executable_path=ejecutable, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def cargar(taller):
    """Carga la página, o la recarga, las veces que haga falta."""
    url = f"http://127.0.0.1:{taller.entorno['PUERTO_PANEL']}/"

    def hacer(pagina):
        def cargada():
            try:
                pagina.goto(url, timeout=15_000)
                pagina.wait_for_selector(".worker", timeout=6_000)
            except Error:  # el panel aún no escucha, o Chromium notó que cambió la red
                return False
            return True

        taller.esperar(cargada, 90)

    return hacer


@pytest.fixture
def abrir(navegador, cargar):
    """Abre la página; al acabar, falla si hubo un error de JavaScript o de la CSP."""
    contextos, errores = [], []

    def nueva(ancho=1440, alto=900, escala=2, **opciones):
        contexto = navegador.new_context(
            viewport={"width": ancho, "height": alto}, device_scale_factor=escala, **opciones
        )
        contextos.append(contexto)
        pagina = contexto.new_page()
        pagina.set_default_timeout(30_000)
        pagina.on("pageerror", lambda e: errores.append(str(e)))
        pagina.on("console", lambda m: m.type == "error" and errores.append(m.text))
        cargar(pagina)
        errores.clear()
        return pagina

    yield nueva
    for contexto in contextos:
        contexto.close()
    # Sin broker o sin panel, Chromium anota que la conexión se cortó: es lo que se prueba.
    assert [e for e in errores if "Failed to load resource" not in e] == []


@pytest.fixture
def foto():
    """Guarda una captura en $FOTOS, para mirarla."""

    def hacer(pagina, nombre, **opciones):
        if FOTOS:
            pagina.screenshot(path=Path(FOTOS) / f"{nombre}.png", **opciones)

    return hacer


@pytest.fixture(scope="session")
def axe():
    archivo = RAIZ / ".cache/axe/node_modules/axe-core/axe.min.js"
    if not archivo.exists():
        pytest.fail("falta axe-core: lo baja herramientas/preparar/pruebas.sh")
    return archivo.read_text()


@pytest.fixture
def panel(taller):
    """Lo que responde el panel a una ruta."""

    def pedir(ruta):
        url = f"http://127.0.0.1:{taller.entorno['PUERTO_PANEL']}{ruta}"
        with urllib.request.urlopen(url, timeout=5) as respuesta:
            return respuesta.read().decode()

    return pedir


@pytest.fixture
def conectar(taller):
    """Una conexión con el broker, como un usuario del taller."""

    def abierta(usuario):
        credenciales = pika.PlainCredentials(usuario, usuario)
        puerto = int(taller.entorno["PUERTO_AMQP"])
        return pika.BlockingConnection(
            pika.ConnectionParameters("127.0.0.1", puerto, credentials=credenciales)
        )

    return abierta


@pytest.fixture
def matar_a_medias(taller):
    """Mata a un worker con una tarea a medias, que el diario ya sabe; da cuál, y cuándo."""

    def matar(worker):
        def a_medias():
            ultima = taller.lineas(worker)[-1]
            lleva = time.time() - ultima.instante
            return ultima.tarea if ultima.verbo == "recibida" and 0.3 < lleva < 0.8 else ""

        tarea = taller.esperar(a_medias)
        taller.docker("kill", worker)
        return tarea, time.monotonic()

    return matar


@pytest.fixture
def cuenta():
    """El número de una cuenta del libro."""

    def leer(pagina, nombre):
        texto = pagina.text_content(f'#libro [data-c="{nombre}"] dd')
        return int(texto) if texto.isdigit() else None

    return leer


@pytest.fixture
def hasta(taller):
    """Espera a que algo se cumpla en una página, sin dejar de atenderla."""

    def esperar(pagina, condicion, limite=40):
        fin = time.monotonic() + limite
        while not (valor := condicion()):
            if time.monotonic() > fin:
                pytest.fail(f"no ocurrió en {limite} s; la página dice:\n{_dice(pagina, taller)}")
            pagina.wait_for_timeout(50)
        return valor

    return esperar


def _dice(pagina, taller):
    return pagina.inner_text("body")[:1500] + "\n" + taller.dice("panel")[-800:]
