"""Las filas de la matriz son casos de prueba, menos SOLO_EN_CAOS; las que tardan son largas.

Aquí no se añade ninguna: salen de herramientas/caos/tabla.py.
"""

import pytest

from herramientas.caos.tabla import CORTOS, FALLOS, SOLO_EN_CAOS


def casos(modo):
    """Da los fallos que se provocan en un modo."""
    return casos_de(f for f in FALLOS if f.modo == modo)


def casos_de(fallos):
    """Da los de una tabla, menos los que solo van en make caos."""
    suyos = (f for f in fallos if f.nombre not in SOLO_EN_CAOS)
    return pytest.mark.parametrize("fallo", [_caso(f) for f in suyos])


def _caso(fallo):
    corto = fallo.nombre in CORTOS
    marcas = () if corto else (pytest.mark.largo, pytest.mark.timeout(300))
    return pytest.param(fallo, id=f"{fallo.nombre}: {fallo.que}", marks=marcas)
