"""Cada fila de la matriz es un caso de prueba; las que tardan, van en make test-largo."""

import pytest

from herramientas.caos.tabla import CORTOS, FALLOS, SOLO_EN_CAOS


def casos(modo):
    """Da los fallos que se provocan en un modo."""
    suyos = [f for f in FALLOS if f.modo == modo and f.nombre not in SOLO_EN_CAOS]
    return pytest.mark.parametrize("fallo", [_caso(f) for f in suyos])


def _caso(fallo):
    corto = fallo.nombre in CORTOS
    marcas = () if corto else (pytest.mark.largo, pytest.mark.timeout(300))
    return pytest.param(fallo, id=f"{fallo.nombre}: {fallo.que}", marks=marcas)
