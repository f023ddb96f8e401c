import json
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


@pytest.mark.parametrize("timestamp", [b'"ayer"', b"true", b"NaN", b"1" + b"0" * 400])
def test_un_timestamp_que_no_vale_se_pasa_por_alto(timestamp):
    cuerpo = b'{"id": 7, "complejidad": 1, "timestamp": ' + timestamp + b"}"

    assert Tarea.de_json(cuerpo).timestamp is None


def test_los_limites_del_contrato_valen():
    larga = Tarea.de_json(b'{"id": "' + b"x" * 200 + b'", "complejidad": 600}')

    assert (larga.id, larga.complejidad) == ("x" * 200, 600)


OTRO_ID = "su id no es un entero ni un texto de 1 a 200 caracteres"
OTRA_COMPLEJIDAD = "su complejidad no es un número de 0 a 600"


@pytest.mark.parametrize(
    ("cuerpo", "motivo"),
    [
        (b"", "el mensaje está vacío"),
        (b"\xff\xfe", "no es texto UTF-8"),
        (b"hola", "no es JSON"),
        (b"[" * 100_000, "no es JSON"),
        (b'{"id": ' + b"9" * 5000 + b', "complejidad": 1}', "no es JSON"),
        (b"[]", "es JSON, pero no un objeto"),
        (b"3", "es JSON, pero no un objeto"),
        (b"null", "es JSON, pero no un objeto"),
        (b'{"complejidad": 1}', "le falta el id"),
        (b'{"id": true, "complejidad": 1}', OTRO_ID),
        (b'{"id": "", "complejidad": 1}', OTRO_ID),
        (b'{"id": "' + b"x" * 201 + b'", "complejidad": 1}', OTRO_ID),
        (b'{"id": 1.5, "complejidad": 1}', OTRO_ID),
        (b'{"id": [], "complejidad": 1}', OTRO_ID),
        (b'{"id": {}, "complejidad": 1}', OTRO_ID),
        (b'{"id": 1}', "le falta la complejidad"),
        (b'{"id": 1, "complejidad": true}', OTRA_COMPLEJIDAD),
        (b'{"id": 1, "complejidad": "3"}', OTRA_COMPLEJIDAD),
        (b'{"id": 1, "complejidad": -1}', OTRA_COMPLEJIDAD),
        (b'{"id": 1, "complejidad": NaN}', OTRA_COMPLEJIDAD),
        (b'{"id": 1, "complejidad": Infinity}', OTRA_COMPLEJIDAD),
        (b'{"id": 1, "complejidad": -Infinity}', OTRA_COMPLEJIDAD),
        (b'{"id": 1, "complejidad": 600.5}', OTRA_COMPLEJIDAD),
        (b'{"id": 1, "complejidad": 601}', OTRA_COMPLEJIDAD),
    ],
)
def test_lo_que_no_es_una_tarea_se_rechaza_y_se_dice_por_que(cuerpo, motivo):
    with pytest.raises(TareaInvalida, match=f"^{motivo}$"):
        Tarea.de_json(cuerpo)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda hijos: st.lists(hijos, max_size=3) | st.dictionaries(st.text(), hijos, max_size=3),
    max_leaves=5,
)
CASI = st.fixed_dictionaries({"id": st.integers() | JSON, "complejidad": JSON, "timestamp": JSON})


@given(st.binary() | (JSON | CASI).map(lambda valor: json.dumps(valor).encode()))
def test_ningun_mensaje_da_otro_error(cuerpo):
    with suppress(TareaInvalida):
        Tarea.de_json(cuerpo)
