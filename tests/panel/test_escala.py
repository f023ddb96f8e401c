"""Más workers de los que caben en el dibujo."""

import pytest

pytestmark = pytest.mark.largo

HECHAS = """() => [...document.querySelectorAll(".worker")]
    .map((w) => Number(/✓ (\\d+)/.exec(w.textContent)[1]))"""


def test_los_workers_que_no_caben_se_dicen_con_lo_que_suman(taller, abrir, cuenta, hasta, foto):
    taller.arrancar("--scale", "worker=10", TAREAS="120", INTERVALO="0", COMPLEJIDAD="0.3-0.6")
    pagina = abrir()

    hasta(pagina, lambda: "+4 workers más" in pagina.text_content("#escena"))
    foto(pagina, "doce-workers", full_page=True)
    hasta(pagina, lambda: cuenta(pagina, "completadas") == 120)

    hechas = hasta(pagina, lambda: (h := pagina.evaluate(HECHAS)) and sum(h) == 120 and h)
    assert len(hechas) == 9
    assert hechas[-1] > max(hechas[:-1])  # las de cuatro
