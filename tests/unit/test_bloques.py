"""De un documento, un script solo cambia sus bloques."""

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
    nuevo = al_dia(DOCUMENTO, lambda nombre: f"nuevo {nombre}")

    assert nuevo == DOCUMENTO.replace("\nviejo\n\n", "nuevo dos\n").replace("viejo", "nuevo uno")


def test_los_bloques_tienen_nombre():
    assert nombres(DOCUMENTO) == ["uno", "dos"]
