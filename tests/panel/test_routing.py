"""Routing en la página: una cola por tipo."""

import pytest

pytestmark = pytest.mark.largo

CLAVES = {"tareas_chevere": "chevere", "tareas_reflexiva": "reflexiva"}
OCULTA = "marcas => marcas.map((m) => m.getAttribute('aria-hidden'))"
LETRAS = "() => [...document.querySelectorAll('.ficha .tipo text')].map((l) => l.textContent)"


@pytest.fixture(autouse=True, scope="module")
def en_marcha(taller):
    taller.arrancar(MODO="routing", TAREAS="0", INTERVALO="0.5", COMPLEJIDAD="2-3")


def test_se_dibuja_cada_cola_con_su_clave(abrir, foto):
    pagina = abrir()

    rotulos = pagina.locator("#escena text.mono").all_text_contents()
    claves = pagina.locator("#escena .clave").all_text_contents()
    assert set(CLAVES) < set(rotulos)
    assert claves == list(CLAVES.values())
    foto(pagina, "routing", full_page=True)


@pytest.mark.parametrize("ancho", [390, 1024, 1440])
def test_las_claves_se_leen_a_cualquier_ancho(abrir, foto, ancho):
    pagina = abrir(ancho)

    cajas = [clave.bounding_box() for clave in pagina.locator("#escena .clave").all()]
    assert [c for c in cajas if c["height"] < 12 or c["x"] < 0 or c["x"] + c["width"] > ancho] == []
    foto(pagina, f"routing-{ancho}")


def test_la_ficha_dice_su_tipo_con_una_letra(abrir, hasta):
    pagina = abrir()

    hasta(pagina, lambda: {"C", "R"} <= set(pagina.evaluate(LETRAS)))


def test_la_tabla_dice_el_tipo_con_todas_sus_letras(abrir, hasta):
    pagina = abrir()

    # La letra de delante es para los ojos: los lectores de pantalla leen el tipo
    hasta(
        pagina,
        lambda: {"Cchevere", "Rreflexiva"} <= set(pagina.locator("td.tipo").all_text_contents()),
    )
    assert set(pagina.locator("td.tipo .marca").evaluate_all(OCULTA)) == {"true"}


def test_cada_camino_va_al_worker_que_atiende_la_cola(abrir, hasta):
    pagina = abrir()

    hasta(pagina, lambda: pagina.locator("#escena g.no").count())
    # de cada cola a su worker, y de él a su pausa
    assert pagina.locator("#escena g.visto").count() == 4


def test_una_cola_sin_workers_lo_dice(taller, abrir, hasta, foto, matar_a_medias):
    pagina = abrir()

    matar_a_medias("worker2")

    hasta(pagina, lambda: pagina.locator("#escena .nadie").all_text_contents() == ["▲ sin workers"])
    hasta(pagina, lambda: "worker2 ha callado con la" in pagina.inner_text("#narrador"))
    hasta(pagina, lambda: "Nadie atiende tareas_reflexiva" in pagina.inner_text("#narrador"))
    foto(pagina, "routing-sin-worker", full_page=True)
    taller.docker("start", "worker2")
    hasta(pagina, lambda: not pagina.locator("#escena .nadie").count())


def test_la_tarea_de_un_muerto_se_dice_de_vuelta_en_su_cola(taller, abrir, hasta, matar_a_medias):
    pagina = abrir()

    matar_a_medias("worker1")

    hasta(pagina, lambda: "… vuelve a la cola" in pagina.inner_text("tbody"))
    assert "sin dueño" not in pagina.inner_text("tbody")
    taller.docker("start", "worker1")
