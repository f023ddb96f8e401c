"""Un mutante cuyo texto ya no está no prueba nada, y solo se vería al correrlos.

Va aparte de test_mutantes.py, que corre sobre copias en las que un texto sí falta.
"""

from herramientas.sistema.docker import RAIZ
from tests.mutantes.lista import MUTANTES


def test_el_texto_de_cada_mutante_esta_una_vez_en_su_archivo():
    veces = {m.que: (RAIZ / m.archivo).read_text().count(m.texto) for m in MUTANTES}

    assert {que: n for que, n in veces.items() if n != 1} == {}
