"""La interfaz web de RabbitMQ se abre en una `Vista`, recortada a lo que muestra."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from herramientas.sistema.taller import Taller

RECORTE = Path(__file__).with_name("interfaz.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Vista:
    """Una `Vista` dice qué parte de la interfaz se fotografía, y cuándo."""

    ruta: str  # tras #/
    hasta: str  # regex: en cuanto se lea
    oculta: tuple[str, ...]  # selectores de CSS de lo que no viene al caso
    marca: tuple[str, ...]  # y de aquello en que hay que fijarse
    abre: str = ""  # la sección que viene plegada
    ancho: int = 870  # puntos


def abrir(pagina: Page, taller: Taller, vista: Vista) -> Callable[[], bytes]:
    """Entra como administrador, llega a la vista y devuelve el disparador, que espera a su texto.

    Raises:
        playwright.sync_api.TimeoutError: la página se quedó a medias.
    """
    pagina.goto(f"http://{taller.interfaz}/")
    pagina.fill("input[name=username]", "admin")
    pagina.fill("input[name=password]", taller.entorno.get("CLAVE_ADMIN", "admin"))
    pagina.press("input[name=password]", "Enter")
    pagina.wait_for_selector("#main h1")
    pagina.goto(f"http://{taller.interfaz}/#{vista.ruta}")
    pagina.wait_for_selector("#main .section")
    oculta = f"{', '.join(vista.oculta)} {{ display: none !important; }}"
    marca = f"{', '.join(vista.marca)} {{ background: #fff3b0 !important; }}"
    pagina.add_style_tag(content=RECORTE + oculta + marca)
    if vista.abre:
        pagina.click(f"h2:has-text('{vista.abre}')")

    def se_lee() -> bool:
        pagina.evaluate("update()")  # ella lo hace cada 5 s
        return bool(re.search(vista.hasta, pagina.inner_text("#main")))

    def disparar() -> bytes:
        taller.esperar(se_lee)
        png: bytes = pagina.locator("#main").screenshot(omit_background=True)
        pagina.close()
        return png

    return disparar
