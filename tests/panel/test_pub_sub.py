"""Publish/subscribe en la página."""

import pytest

pytestmark = pytest.mark.largo


@pytest.fixture(autouse=True, scope="module")
def en_marcha(taller):
    taller.arrancar(MODO="pub_sub", TAREAS="0", INTERVALO="0.6", COMPLEJIDAD="0.3-1")


def test_cada_worker_hace_su_copia(abrir, hasta, foto):
    pagina = abrir()

    hasta(pagina, lambda: pagina.locator("tr:has-text('worker1 ✓'):has-text('worker2 ✓')").count())

    assert "pub_sub" in pagina.text_content("#modo")
    assert "exchange fanout" in pagina.text_content("#escena")
    foto(pagina, "pub-sub", full_page=True)


def test_las_copias_de_un_worker_muerto_se_dan_por_perdidas(taller, abrir, cuenta, hasta, foto):
    taller.arrancar(MODO="pub_sub", TAREAS="0", INTERVALO="0.3", COMPLEJIDAD="1")
    pagina = abrir()
    hasta(pagina, lambda: cuenta(pagina, "esperan") > 6)

    taller.docker("kill", "worker2")

    hasta(pagina, lambda: cuenta(pagina, "perdidas"))
    assert "cola de worker2: se pierde con él" in pagina.text_content("#escena")
    foto(pagina, "pub-sub-muerto")
