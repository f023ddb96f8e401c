"""Con un Python anterior a 3.11, lo que se corre con make lo dice en una línea."""

import ast
import re
import subprocess
import sys

from herramientas.sistema.docker import RAIZ

ANTERIOR = """
import sys
sys.version_info, sys.version = (3, 9, 6, "final", 0), "3.9.6 (default)"
import herramientas.ordenes.claves
"""
REGLA = re.compile(r"^([\w./-]+):(?!=)([^#\n]*).*\n((?:\t.*\n)+)", re.MULTILINE)


def test_una_linea_dice_cual_hace_falta_cual_es_este_y_como_seguir_sin_el():
    hecho = subprocess.run(
        [sys.executable, "-c", ANTERIOR], cwd=RAIZ, capture_output=True, text=True, check=False
    )

    assert hecho.returncode == 1
    assert re.fullmatch(r"✗ .*Python 3\.11 .* 3\.9\.6: .*docker compose up -d.*\n", hecho.stderr)


def test_quien_lo_dice_se_entiende_con_la_gramatica_de_un_python_anterior():
    ast.parse((RAIZ / "herramientas/__init__.py").read_text(), feature_version=(3, 7))


def test_ninguna_orden_de_make_usa_el_python_de_la_maquina_sin_mirar_cual_es():
    reglas = REGLA.findall((RAIZ / "Makefile").read_text())
    sin_mirar = [
        nombre
        for nombre, antes, receta in reglas
        if "python" not in antes.split()
        and re.search(r"\bpython3 (?!-m herramientas\.|-c 'import herramientas')", receta)
    ]

    assert len(reglas) > 30
    assert sin_mirar == []
