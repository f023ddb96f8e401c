"""Lo que devuelve una orden es lo que dijo por stdout: compose avisa por stderr de otras cosas."""

import pytest

from herramientas.sistema.docker import orden

DICE = "echo valor; echo aviso >&2"


def test_lo_que_se_pide_va_sin_los_avisos():
    assert orden("sh", "-c", DICE) == "valor\n"


def test_un_registro_lleva_las_dos_en_su_orden():
    assert orden("sh", "-c", f"{DICE}; echo fin", juntas=True) == "valor\naviso\nfin\n"


@pytest.mark.parametrize("juntas", [False, True])
def test_el_error_lleva_todo_lo_que_dijo(juntas):
    with pytest.raises(RuntimeError, match="acabó con 3:\nvalor\naviso\n"):
        orden("sh", "-c", f"{DICE}; exit 3", juntas=juntas)
