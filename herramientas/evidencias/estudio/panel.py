"""El panel se abre en Chromium y se fotografía o se filma, de la cabecera al narrador."""

import io
from base64 import b64decode
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from herramientas.sistema.taller import Taller

ANCHO = 1280  # puntos: lo que necesita el panel para dibujar el sistema de izquierda a derecha
ANCHO_GIF = 1600  # píxeles
COLORES = 64
FOTOGRAMA = 0.12  # s, como poco, entre dos fotogramas
FINAL = 2.0  # s que se queda el último
ASIENTO = 1300  # ms: las fichas llegan a su sitio y el panel ha mirado al broker otra vez


def abrir(pagina: Page, taller: Taller) -> None:
    """Espera a que muestre a los dos workers y no avise de nada, que bajaría el dibujo.

    Raises:
        playwright.sync_api.Error: la página no se abre.
        AssertionError: se abre, pero no llega a mostrarlo.
    """
    pagina.goto(f"http://127.0.0.1:{taller.entorno['PUERTO_PANEL']}/")
    expect(pagina.locator(".worker")).to_have_count(2)
    expect(pagina.locator("#aviso")).to_be_hidden()
    caja = pagina.locator("#escenario").bounding_box()
    alto = int(caja["y"] + caja["height"] + 14) if caja else 600
    pagina.set_viewport_size({"width": ANCHO, "height": alto})


class PanelAbierto:
    """Un `PanelAbierto` tiene una página solo suya, que se cierra tras la foto o la película."""

    def __init__(self, pagina: Page) -> None:
        self._pagina = pagina

    def foto(self) -> bytes:
        """Devuelve el PNG de ahora mismo, con todo en su sitio."""
        self._pagina.wait_for_timeout(ASIENTO)
        png = self._pagina.screenshot()
        self._pagina.close()
        return png

    def filmar(self, mientras: Callable[[], bool]) -> bytes:
        """Devuelve un GIF en bucle de lo que se ve mientras se cumpla algo, a su velocidad."""
        vistos: list[tuple[float, str]] = []  # instante y PNG en base64
        sesion = self._pagina.context.new_cdp_session(self._pagina)

        def llega(cuadro: dict[str, Any]) -> None:
            sesion.send("Page.screencastFrameAck", {"sessionId": cuadro["sessionId"]})
            instante = cuadro["metadata"]["timestamp"]
            if not vistos or instante - vistos[-1][0] >= FOTOGRAMA:
                vistos.append((instante, cuadro["data"]))

        sesion.on("Page.screencastFrame", llega)
        sesion.send("Page.startScreencast", {"format": "png", "maxWidth": ANCHO_GIF})
        while mientras():
            self._pagina.wait_for_timeout(100)
        self._pagina.wait_for_timeout(ASIENTO)
        sesion.remove_listener("Page.screencastFrame", llega)  # al cerrar, ya no hay a quién decir
        self._pagina.close()
        return animar(vistos)


def animar(vistos: list[tuple[float, str]]) -> bytes:
    """Hace el GIF de unos fotogramas, con la paleta del de en medio."""
    cuadros = [Image.open(io.BytesIO(b64decode(png))).convert("RGB") for _, png in vistos]
    paleta = cuadros[len(cuadros) // 2].quantize(COLORES)
    primero, *demas = [c.quantize(palette=paleta, dither=Image.Dither.NONE) for c in cuadros]
    instantes = [instante for instante, _ in vistos]
    duraciones = [int((b - a) * 1000) for a, b in pairwise([*instantes, instantes[-1] + FINAL])]
    gif = io.BytesIO()
    primero.save(gif, "GIF", save_all=True, append_images=demas, duration=duraciones, loop=0)
    return gif.getvalue()
