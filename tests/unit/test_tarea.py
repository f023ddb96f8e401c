from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comun.tarea import Tarea, TareaInvalida

TAREAS = st.builds(
    Tarea,
    id=st.integers() | st.text(min_size=1, max_size=200),
    complejidad=st.integers(0, 600) | st.floats(0, 600),
    timestamp=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)


@given(TAREAS)
def test_ida_y_vuelta_es_la_identidad(tarea):
    assert Tarea.de_json(tarea.a_json()) == tarea


def test_basta_con_id_y_complejidad():
    assert Tarea.de_json(b'{"id": 7, "complejidad": 0.5, "de mas": []}').id == 7


def test_un_timestamp_que_no_vale_se_pasa_por_alto():
    assert Tarea.de_json(b'{"id": 7, "complejidad": 1, "timestamp": "ayer"}').timestamp is None


@pytest.mark.parametrize(
    "cuerpo",
    [
        b"",
        b"\xff\xfe",
        b"hola",
        b"[]",
        b"3",
        b"null",
        b'{"complejidad": 1}',
        b'{"id": 1}',
        b'{"id": true, "complejidad": 1}',
        b'{"id": "", "complejidad": 1}',
        b'{"id": "' + b"x" * 201 + b'", "complejidad": 1}',
        b'{"id": 1, "complejidad": true}',
        b'{"id": 1, "complejidad": "3"}',
        b'{"id": 1, "complejidad": -1}',
        b'{"id": 1, "complejidad": NaN}',
        b'{"id": 1, "complejidad": Infinity}',
        b'{"id": 1, "complejidad": 601}',
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5000 + b', "complejidad": 1}',
    ],
)
def test_lo_que_no_es_una_tarea_se_rechaza(cuerpo):
    with pytest.raises(TareaInvalida):
        Tarea.de_json(cuerpo)


@given(st.binary() | st.from_regex(rb'\{"id": .{1,9}, "complejidad": .{1,9}\}', fullmatch=True))
def test_ningun_mensaje_da_otro_error(cuerpo):
    with suppress(TareaInvalida):
        Tarea.de_json(cuerpo)
