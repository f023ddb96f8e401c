"""De cada alerta del servidor propio hay un caso, y una línea en su página."""

import re

from herramientas.sistema.docker import RAIZ

CARPETA = RAIZ / "despliegue/servidor"
ALERTAS = re.findall(r"- alert: (\w+)", (CARPETA / "alertas.yml").read_text())


def test_cada_alerta_tiene_un_caso_en_que_salta():
    casos = (RAIZ / "tests/despliegue/alertas.yml").read_text()  # los corre test_alertas.py

    assert [nombre for nombre in ALERTAS if f'alertname="{nombre}"' not in casos] == []


def test_la_pagina_nombra_cada_alerta():
    pagina = (CARPETA / "README.md").read_text()

    assert [nombre for nombre in ALERTAS if f"| `{nombre}` |" not in pagina] == []
