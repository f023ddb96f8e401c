"""Un `Navegador` es un Chromium sin pantalla: pinta HTML y fotografía lo que muestra un taller."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, Page, Playwright

from herramientas.evidencias.estudio import panel
from herramientas.evidencias.estudio.interfaz import Vista
from herramientas.sistema.taller import Taller

CHROMIUM = "/usr/bin/chromium"  # el de Debian
ESTILO = Path(__file__).with_name("estilo.css").read_text(encoding="utf-8")
PASO = 5000  # ms, como mucho, para cada cosa que se pide a una página
ESCALA = 2  # píxeles por punto: nítido también en pantallas densas
ANCHO = 1400  # puntos para pintar: en una fila caben dos terminales sin partir sus líneas
Tema = Literal["light", "dark"]
Abrir = Callable[[Page, Taller], None]


class Navegador:
    """Un `Navegador` vive lo que su playwright."""

    def __init__(self, playwright: Playwright) -> None:
        lanza = playwright.chromium.launch
        self._chromium = lanza(executable_path=CHROMIUM, args=["--no-sandbox"])

    def pintar(self, html: str) -> bytes:
        """Devuelve el PNG de un trozo de HTML, con fondo transparente alrededor."""
        pagina = self._pagina(ANCHO)
        pagina.set_content(f'<style>{ESTILO}</style><div id="imagen">{html}</div>')
        png: bytes = pagina.locator("#imagen").screenshot(omit_background=True)
        pagina.close()
        return png

    def mirar(self, taller: Taller, vista: Vista) -> Callable[[], bytes]:
        """Abre una vista de la interfaz de RabbitMQ y devuelve su disparador."""
        pagina = self._abierta(taller, vista.abrir, vista.ancho)
        return partial(vista.foto, pagina, taller)

    def panel(self, taller: Taller, tema: Tema) -> panel.PanelAbierto:
        """Abre el panel, claro u oscuro, y espera a que muestre a los dos workers."""
        return panel.PanelAbierto(self._abierta(taller, panel.abrir, panel.ANCHO, tema))

    def _abierta(self, taller: Taller, abrir: Abrir, ancho: int, tema: Tema = "light") -> Page:
        """Da una página que se dejó abrir.

        Cada vez que Docker crea o quita una red, Chromium da por caídas las peticiones que tiene
        a medias (ERR_NETWORK_CHANGED) y la página se queda sin terminar: se abre otra.
        """

        def una() -> Page | None:
            pagina = self._pagina(ancho, tema)
            try:
                abrir(pagina, taller)
            except (Error, AssertionError):
                pagina.close()
                return None
            return pagina

        return taller.esperar(una, 60)

    def _pagina(self, ancho: int, tema: Tema = "light") -> Page:
        pagina = self._chromium.new_page(
            viewport={"width": ancho, "height": 900},
            device_scale_factor=ESCALA,
            color_scheme=tema,
            timezone_id="UTC",
        )
        pagina.set_default_timeout(PASO)
        return pagina
