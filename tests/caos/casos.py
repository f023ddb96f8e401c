"""Cada fila de la matriz es un caso de prueba; las que tardan, van en make test-largo."""

import pytest

from herramientas.caos.tabla import CORTOS, FALLOS


def casos(modo):
    """Da los fallos que se provocan en un modo."""
    return pytest.mark.parametrize("fallo", [_caso(f) for f in FALLOS if f.modo == modo])


def _caso(fallo):
    corto = fallo.nombre in CORTOS
    marcas = () if corto else (pytest.mark.largo, pytest.mark.timeout(300))
    return pytest.param(fallo, id=f"{fallo.nombre}: {fallo.que}", marks=marcas)
