"""Chromium sin pantalla: convierte HTML en PNG y fotografía la interfaz de RabbitMQ."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Literal

from playwright import sync_api as errores
from playwright.sync_api import Browser, Page, sync_playwright

from herramientas.evidencias.estudio.escenario import Vista
from herramientas.evidencias.estudio.interfaz import abrir_interfaz, disparar
from herramientas.evidencias.estudio.panel import ANCHO, PanelAbierto
from herramientas.sistema.taller import Taller

CHROMIUM = "/usr/bin/chromium"  # el de Debian
INTENTOS = 5
LIMITE_DE_UN_PASO = 5000  # ms para cada paso
ESCALA = 2  # píxeles por punto: nítido también en pantallas densas


class Navegador:
    """Un navegador abierto; es también la cámara de las situaciones."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium

    def pintar(self, html: str) -> bytes:
        """El PNG de `#imagen`, con fondo transparente alrededor."""
        pagina = self._abrir(1000)
        pagina.set_content(html)
        png: bytes = pagina.locator("#imagen").screenshot(omit_background=True)
        pagina.close()
        return png

    def mirar(self, taller: Taller, vista: Vista) -> Callable[[], bytes | None]:
        """Abre la parte de la interfaz que dice `vista`; el disparador espera a su texto.

        Cada vez que Docker crea o quita una red, Chromium da por caídas las peticiones que tiene
        a medias (ERR_NETWORK_CHANGED) y la página se queda sin terminar: se abre otra.
        """
        for _ in range(INTENTOS):
            pagina = self._abrir(vista.ancho)
            pagina.set_default_timeout(LIMITE_DE_UN_PASO)
            with suppress(errores.TimeoutError):
                abrir_interfaz(pagina, taller, vista)
                return partial(disparar, pagina, taller, vista)
            pagina.close()
        msg = f"la interfaz de RabbitMQ no se dejó abrir en {INTENTOS} intentos"
        raise TimeoutError(msg)

    def panel(self, taller: Taller, tema: Literal["light", "dark"]) -> PanelAbierto:
        """Abre el panel en un tema y espera a que enseñe a los dos workers."""
        return PanelAbierto(self._abrir(ANCHO, tema), taller)

    def _abrir(self, ancho: int, tema: Literal["light", "dark"] = "light") -> Page:
        return self._chromium.new_page(
            viewport={"width": ancho, "height": 900},
            device_scale_factor=ESCALA,
            color_scheme=tema,
            timezone_id="UTC",
        )


@contextmanager
def abierto() -> Iterator[Navegador]:
    """Abre el navegador y lo cierra al salir."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Navegador(chromium)
        chromium.close()
