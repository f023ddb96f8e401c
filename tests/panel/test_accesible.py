"""Para cualquiera: teclado, lectores, tamaños, temas, sin movimiento y en dos idiomas."""

import re

import pytest

from herramientas.sistema.docker import RAIZ

pytestmark = pytest.mark.largo

GRAVES = """async () => (await axe.run()).violations
    .filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.target + " " + n.failureSummary).join(" | ")}`)"""


def textos(archivo):
    """Todo lo que la página puede decir en una lengua."""
    lineas = (RAIZ / "panel/web/js" / archivo).read_text(encoding="utf-8")
    return "\n".join(re.findall(r'"([^"]*)"', lineas))


def palabras(texto):
    """Las de cuatro letras o más; no, las de un nombre (tareas_fallidas) o un ajuste (FALLOS=1)."""
    return set(re.findall(r"(?<![\w{-])[a-záéíóúñ]{4,}(?![\w}=-])", texto.lower()))


def leido(pagina):
    return pagina.inner_text("body").replace("fallo simulado", "")  # lo dice el trabajo


@pytest.fixture(autouse=True, scope="module")
def en_marcha(taller):
    taller.arrancar(TAREAS="0", INTERVALO="1", COMPLEJIDAD="1-3", FALLOS="0.2")


@pytest.mark.parametrize("tema", ["light", "dark"])
@pytest.mark.parametrize("ancho", [1440, 390])
def test_axe_no_encuentra_nada_serio(abrir, hasta, axe, foto, tema, ancho):
    pagina = abrir(ancho, color_scheme=tema, bypass_csp=True)  # sin CSP para poder meter axe
    hasta(pagina, lambda: pagina.locator(".ficha").count() > 2)
    pagina.evaluate(axe)

    assert pagina.evaluate(GRAVES) == []
    foto(pagina, f"{tema}-{ancho}", full_page=True)


@pytest.mark.parametrize("ancho", [320, 390, 768, 1024, 1280, 1920])
def test_nada_se_sale_de_la_pantalla(abrir, foto, ancho):
    pagina = abrir(ancho, 1080 if ancho > 1000 else 844)

    foto(pagina, f"ancho-{ancho}")
    assert pagina.evaluate("document.documentElement.scrollWidth") <= ancho


def test_todo_se_alcanza_con_el_teclado(abrir):
    pagina = abrir()
    vistos = set()
    for _ in range(45):
        pagina.keyboard.press("Tab")
        vistos.add(
            pagina.evaluate(
                "document.activeElement.id || document.activeElement.className.baseVal"
                " || document.activeElement.className || document.activeElement.tagName"
            )
        )

    assert {"salta", "tema", "idioma", "cuadro", "busca", "situacion", "tabla", "BUTTON"} <= vistos


def test_los_filtros_dejan_solo_lo_que_se_pide(abrir, hasta):
    pagina = abrir()
    hasta(pagina, lambda: pagina.locator("td.situacion.completada").count() > 1)

    pagina.select_option("#situacion", "completada")
    hasta(pagina, lambda: set(pagina.locator("td.situacion").all_inner_texts()) == {"✓ completada"})
    primera = pagina.locator("td.id").first.inner_text()
    pagina.fill("#busca", primera)
    hasta(pagina, lambda: pagina.locator("td.id").all_inner_texts() == [primera])


def test_en_ingles_no_queda_nada_en_espanol(abrir, cargar, hasta, foto):
    pagina = abrir()
    hasta(pagina, lambda: pagina.text_content("#anuncio"))  # lo que oye quien no ve la página
    en_espanol = palabras(textos("textos.js")) - palabras(textos("en.js"))

    pagina.click("#idioma")

    pagina.wait_for_selector("h2:text-is('Latest tasks')")
    assert pagina.get_attribute("html", "lang") == "en"
    hasta(pagina, lambda: not palabras(leido(pagina)) & en_espanol)  # se pinta en un fotograma
    foto(pagina, "ingles", full_page=True)
    cargar(pagina)
    pagina.wait_for_selector("h2:text-is('Latest tasks')")


def test_el_tema_se_puede_elegir(abrir):
    pagina = abrir(color_scheme="light")
    fondo = "getComputedStyle(document.body).backgroundColor"
    claro = pagina.evaluate(fondo)

    pagina.click("#tema")
    assert pagina.evaluate(fondo) == claro
    pagina.click("#tema")
    assert pagina.evaluate(fondo) != claro


def test_quien_no_quiere_movimiento_no_lo_tiene(abrir, hasta):
    pagina = abrir(reduced_motion="reduce")
    viajes = "document.getAnimations().length"

    assert pagina.evaluate(viajes) == 0
    antes = pagina.text_content("#libro")
    hasta(pagina, lambda: pagina.text_content("#libro") != antes)
    assert pagina.evaluate(viajes) == 0
