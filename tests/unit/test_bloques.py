"""De un documento, un script solo cambia sus bloques."""

import pytest

from herramientas.sistema.bloques import al_dia, nombres

DOCUMENTO = """a mano <!-- x -->
<!-- no se prueba: no es un bloque -->
<!-- uno -->
viejo
<!-- fin -->
a mano
<!-- dos -->

viejo

<!-- fin -->
<!-- fin -->
"""


def test_se_rehace_cada_bloque_y_nada_mas():
    nuevo = al_dia(DOCUMENTO, {"uno": "nuevo uno", "dos": "nuevo dos"})

    assert nuevo == DOCUMENTO.replace("\nviejo\n\n", "nuevo dos\n").replace("viejo", "nuevo uno")


def test_los_bloques_tienen_nombre():
    assert nombres(DOCUMENTO) == ["uno", "dos"]


@pytest.mark.parametrize("veces", [0, 2])
def test_un_documento_sin_un_bloque_o_con_dos_no_se_escribe(veces):
    documento = "<!-- x -->\n\n<!-- fin -->\n" * veces

    with pytest.raises(ValueError, match=r"se esperaban \['x'\]"):
        al_dia(documento, {"x": "nuevo"})


def test_un_bloque_de_mas_tampoco():
    with pytest.raises(ValueError, match=r"uno.*dos"):
        al_dia(DOCUMENTO, {"uno": "nuevo"})
