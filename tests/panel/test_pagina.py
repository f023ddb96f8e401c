"""La prueba corta: una tanda entera, vista en la página."""

import json
import re

import pytest

from herramientas.sistema.docker import RAIZ
from herramientas.sistema.taller import WORKERS


@pytest.fixture(autouse=True, scope="module")
def en_marcha(taller):
    """Una tanda, con un panel que la ve entera."""
    taller.tanda("panel", *WORKERS, COMPLEJIDAD="0.5", INTERVALO="0.2")


def test_la_pagina_cuenta_la_tanda_hasta_el_final(abrir, cuenta, hasta, panel, foto):
    pagina = abrir()

    hasta(pagina, lambda: cuenta(pagina, "completadas") == 10)
    hasta(pagina, lambda: cuenta(pagina, "perdidas") == 0)

    foto(pagina, "corta", full_page=True)
    assert (cuenta(pagina, "enviadas"), cuenta(pagina, "esperan")) == (10, 0)
    assert "✓ completada" in pagina.inner_text("tbody")
    assert json.loads(panel("/salud")) == {"salud": "bien", "broker": True}
    assert json.loads(panel("/estado"))["libro"]["completadas"] == 10
    assert 'taller_tareas_total{estado="completadas"} 10.0' in panel("/metrics")


def test_lo_que_se_puede_preguntar_esta_documentado(abrir, panel):
    abrir()  # el panel ya responde
    dicho = (RAIZ / "docs/panel.md").read_text(encoding="utf-8")
    estado = json.loads(panel("/estado"))
    metricas = re.findall(r"^# TYPE (taller_\w+) ", panel("/metrics"), re.MULTILINE)

    nombres = [*estado, *estado["libro"], *estado["broker"], *metricas]
    assert [n for n in nombres if f"`{n}" not in dicho and not n.endswith("_created")] == []


def test_la_pagina_entera_pesa_menos_de_60_kb(abrir):
    pagina = abrir()

    pesos = pagina.evaluate(
        "['resource', 'navigation'].flatMap((t) => performance.getEntriesByType(t))"
        ".filter((r) => !r.name.endsWith('/mensajes')).map((r) => r.transferSize)"
    )
    assert 10_000 < sum(pesos) < 60_000
