"""La interfaz web de RabbitMQ se abre en una `Vista`, recortada a lo que muestra."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from herramientas.sistema.taller import Taller

AQUI = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Vista:
    """Una `Vista` dice qué parte de la interfaz se fotografía, y cuándo."""

    nombre: str  # el de su imagen, y el del .css que la recorta
    ruta: str  # tras #/
    hasta: str  # regex: en cuanto se lea
    abre: str = ""  # la sección que viene plegada
    ancho: int = 870  # puntos

    def abrir(self, pagina: Page, taller: Taller) -> None:
        """Entra como administrador y llega a la vista.

        Raises:
            playwright.sync_api.Error: la página se quedó a medias.
        """
        pagina.goto(f"http://{taller.direccion_ui}/")
        pagina.fill("input[name=username]", "admin")
        pagina.fill("input[name=password]", taller.entorno.get("CLAVE_ADMIN", "admin"))
        pagina.press("input[name=password]", "Enter")
        pagina.wait_for_selector("#main h1")
        pagina.goto(f"http://{taller.direccion_ui}/#{self.ruta}")
        pagina.wait_for_selector("#main .section")
        for estilo in ("interfaz", self.nombre):
            pagina.add_style_tag(path=AQUI / f"{estilo}.css")
        if self.abre:
            pagina.click(f"h2:has-text('{self.abre}')")

    def foto(self, pagina: Page, taller: Taller) -> bytes:
        """Espera a que se lea su texto y devuelve el PNG."""

        def se_lee() -> bool:
            pagina.evaluate("update()")  # ella lo hace cada 5 s
            return bool(re.search(self.hasta, pagina.inner_text("#main")))

        taller.esperar(se_lee)
        png: bytes = pagina.locator("#main").screenshot(omit_background=True)
        pagina.close()
        return png
