"""Chromium sin pantalla: convierte HTML en PNG y fotografía la interfaz de RabbitMQ."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

from playwright import sync_api as errores
from playwright.sync_api import Browser, Page, sync_playwright

from evidencias.escenario import Vista
from taller.sistema import Taller

CHROMIUM = "/usr/bin/chromium"  # el de Debian
INTENTOS = 5
PACIENCIA = 3000  # ms para cada paso
ESCALA = 2  # píxeles por punto: nítido también en pantallas densas
# Recorta la página a lo que enseña: fuera cabecera, pie y botones que no vienen al caso.
SOLO_LO_QUE_IMPORTA = """
#header, #footer, #rhs, .updatable-warning, .theme-switcher { display: none !important; }
#main { margin: 0 !important; padding: 12px 16px !important; background: #fff; }
#main { border: 1px solid #d0d7de; border-radius: 8px; }
#main h1 { margin: 0 0 12px !important; padding: 0 !important; font-size: 22px; }
#main table.legend, #main table.legend td { width: auto !important; min-width: 70px !important; }
#main > div, #main .box { margin: 0 !important; padding-bottom: 0 !important; }
#main h3 { margin-top: 0 !important; }
#main td sub { font-size: 12px; color: #000; }
html, body { background: transparent !important; }
body, #outer { min-width: 0 !important; padding: 0 !important; margin: 0 !important; }
"""


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

    def foto(self, taller: Taller, vista: Vista) -> bytes | None:
        """La parte de la interfaz que dice `vista`, en cuanto se leen en ella sus textos.

        Cada vez que Docker crea o quita una red, Chromium da por caídas las peticiones que tiene
        a medias (ERR_NETWORK_CHANGED) y la página se queda sin terminar: se abre otra.
        """
        for _ in range(INTENTOS):
            pagina = self._abrir(vista.ancho)
            pagina.set_default_timeout(PACIENCIA)
            with suppress(errores.TimeoutError):
                abrir_interfaz(pagina, taller, vista)
                taller.esperar(partial(se_lee, pagina, vista.hasta))
                png: bytes = pagina.locator("#main").screenshot(omit_background=True)
                return png
            pagina.close()
        msg = f"la interfaz de RabbitMQ no se dejó abrir en {INTENTOS} intentos"
        raise TimeoutError(msg)

    def _abrir(self, ancho: int) -> Page:
        return self._chromium.new_page(
            viewport={"width": ancho, "height": 900},
            device_scale_factor=ESCALA,
            color_scheme="light",
            timezone_id="UTC",
        )


def abrir_interfaz(pagina: Page, taller: Taller, vista: Vista) -> None:
    """Entra como administrador y llega a la vista.

    Raises:
        playwright.sync_api.TimeoutError: la página se quedó a medias.
    """
    interfaz = f"http://127.0.0.1:{taller.entorno['PUERTO_UI']}/"
    pagina.goto(interfaz)
    pagina.fill("input[name=username]", "admin")
    pagina.fill("input[name=password]", taller.entorno.get("CLAVE_ADMIN", "admin"))
    pagina.press("input[name=password]", "Enter")
    pagina.wait_for_selector("#main h1")
    pagina.goto(f"{interfaz}#{vista.ruta}")
    pagina.wait_for_selector("#main .section")
    pagina.add_style_tag(content=SOLO_LO_QUE_IMPORTA + estilo(vista))
    if vista.abre:
        pagina.click(f"h2:has-text('{vista.abre}')")


def se_lee(pagina: Page, textos: tuple[str, ...]) -> bool:
    """Si la interfaz, al día, enseña esos textos."""
    pagina.evaluate("update()")  # ella lo hace cada 5 s
    leido = pagina.inner_text("#main")
    return all(texto in leido for texto in textos)


def estilo(vista: Vista) -> str:
    """El CSS que oculta y marca lo que dice la vista."""
    oculta = ", ".join(vista.oculta or ("nada",))
    marca = ", ".join(vista.marca or ("nada",))
    return f"{oculta} {{ display: none !important; }} {marca} {{ background: #fff3b0 !important; }}"


@contextmanager
def abierto() -> Iterator[Navegador]:
    """Abre el navegador y lo cierra al salir."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Navegador(chromium)
        chromium.close()
