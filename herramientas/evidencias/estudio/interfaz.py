"""La interfaz web de RabbitMQ: cómo se llega a una vista y cómo se recorta."""

import re

from playwright.sync_api import Page

from herramientas.evidencias.estudio.escenario import Vista
from herramientas.sistema.taller import Taller

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


def disparar(pagina: Page, taller: Taller, vista: Vista) -> bytes:
    """La foto, en cuanto la interfaz enseña el texto que se espera."""

    def se_lee() -> bool:
        pagina.evaluate("update()")  # ella lo hace cada 5 s
        return bool(re.search(vista.hasta, pagina.inner_text("#main")))

    taller.esperar(se_lee)
    png: bytes = pagina.locator("#main").screenshot(omit_background=True)
    pagina.close()
    return png


def estilo(vista: Vista) -> str:
    """El CSS que oculta y marca lo que dice la vista."""
    oculta = ", ".join(vista.oculta or ("nada",))
    marca = ", ".join(vista.marca or ("nada",))
    return f"{oculta} {{ display: none !important; }} {marca} {{ background: #fff3b0 !important; }}"
