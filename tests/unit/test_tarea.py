import json
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pika import BasicProperties

from comun.campos import CONTROL
from comun.modos import routing, work_queue
from comun.tarea import Tarea, TareaInvalida

VALORES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda hijos: st.lists(hijos, max_size=3) | st.dictionaries(st.text(), hijos, max_size=3),
    max_leaves=5,
)
FINITOS = st.floats(allow_nan=False, allow_infinity=False)
DATOS = st.dictionaries(st.text(), st.integers() | FINITOS | st.text() | st.lists(st.text()))
TIPOS = st.text(min_size=1, max_size=50).filter(lambda texto: not CONTROL.search(texto))
TAREAS = st.builds(
    Tarea,
    id=st.integers() | st.text(min_size=1, max_size=200),
    complejidad=st.none() | st.integers(0, 600) | st.floats(0, 600),
    timestamp=st.none() | FINITOS,
    tipo=st.none() | TIPOS,
    datos=DATOS,
)


@given(TAREAS)
def test_ida_y_vuelta_es_la_identidad(tarea):
    assert Tarea.de_json(tarea.a_json()) == tarea


def test_basta_con_el_id():
    sola = Tarea.de_json(b'{"id": 7}')

    assert sola == Tarea(id=7, complejidad=None, timestamp=None, tipo=None, datos={})


def test_sin_tipo_ni_datos_viaja_como_siempre():
    cuerpo = Tarea(id="a-1", complejidad=2, timestamp=5.5).a_json()

    assert cuerpo == b'{"id": "a-1", "complejidad": 2, "timestamp": 5.5}'


def test_con_tipo_y_datos_van_detras():
    cuerpo = Tarea(id="a-1", timestamp=None, tipo="chevere", datos={"ñ": [1]}).a_json()

    assert cuerpo == (
        rb'{"id": "a-1", "timestamp": null, "tipo": "chevere", "datos": {"\u00f1": [1]}}'
    )


@pytest.mark.parametrize("campo", ["complejidad", "timestamp", "tipo", "datos"])
def test_null_es_como_no_ponerlo(campo):
    cuerpo = b'{"id": 7, "' + campo.encode() + b'": null}'

    assert Tarea.de_json(cuerpo) == Tarea.de_json(b'{"id": 7}')


def test_los_demas_campos_llegan_en_los_datos():
    ajena = Tarea.de_json(b'{"id": 7, "total": 12.5, "lineas": [], "datos": {"cliente": "Ana"}}')

    assert ajena.datos == {"total": 12.5, "lineas": [], "cliente": "Ana"}


def test_si_un_campo_esta_tambien_en_los_datos_mandan_ellos():
    assert Tarea.de_json(b'{"id": 7, "total": 1, "datos": {"total": 2}}').datos == {"total": 2}


@pytest.mark.parametrize("timestamp", [b'"ayer"', b"true", b"NaN", b"[]", b"1" + b"0" * 400])
def test_un_timestamp_que_no_vale_se_pasa_por_alto(timestamp):
    cuerpo = b'{"id": 7, "complejidad": 1, "timestamp": ' + timestamp + b"}"

    assert Tarea.de_json(cuerpo).timestamp is None


def hondo(niveles):
    """Un objeto de esos niveles, en JSON."""
    return b'{"a":' * niveles + b"1" + b"}" * niveles


def largo(bytes_):
    """Unos datos que ocupan eso en JSON."""
    return b'{"a": "' + b"x" * (bytes_ - len('{"a": ""}')) + b'"}'


LIMITES = {  # lo más que vale de cada cosa
    "id de 200 letras": b'{"id": "' + b"x" * 200 + b'"}',
    "id de 200 letras de dos bytes": b'{"id": "' + "ñ".encode() * 200 + b'"}',
    "id de 200 cifras": b'{"id": ' + b"9" * 200 + b"}",
    "id negativo": b'{"id": -1}',
    "id cero": b'{"id": 0}',
    "complejidad cero": b'{"id": 1, "complejidad": 0}',
    "complejidad 600": b'{"id": 1, "complejidad": 600}',
    "tipo de 200 bytes": b'{"id": 1, "tipo": "' + b"x" * 200 + b'"}',
    "tipo de 100 letras de dos bytes": b'{"id": 1, "tipo": "' + "ñ".encode() * 100 + b'"}',
    "tipo con espacios y puntos": b'{"id": 1, "tipo": "de dos. palabras"}',
    "datos vacíos": b'{"id": 1, "datos": {}}',
    "datos de 1 MB": b'{"id": 1, "datos": ' + largo(1_000_000) + b"}",
    "datos de 50 niveles": b'{"id": 1, "datos": ' + hondo(50) + b"}",
    "campos de más": b'{"id": 1, "numero": 3, "otros": [{}, null]}',
    "timestamp que no es un número": b'{"id": 1, "timestamp": {"cuando": "ayer"}}',
    "todo null": b'{"id": 1, "complejidad": null, "timestamp": null, "tipo": null, "datos": null}',
}


@pytest.mark.parametrize("cual", LIMITES)
def test_un_valor_en_el_limite_vale(cual):
    dicho = json.loads(LIMITES[cual])

    tarea = Tarea.de_json(LIMITES[cual])

    assert [tarea.id, tarea.complejidad, tarea.tipo] == [
        dicho.get(campo) for campo in ("id", "complejidad", "tipo")
    ]


OTRO_ID = "su id no es un entero ni un texto de 1 a 200 caracteres"
OTRA_COMPLEJIDAD = "su complejidad no es un número de 0 a 600"
OTRO_TIPO = "su tipo no es un texto de 1 a 200 bytes sin caracteres de control"
OTROS_DATOS = "sus datos no son un objeto"
ANIDA = "anida demasiado: más de 50 niveles"

MALAS = {  # cómo se llama, el cuerpo y el motivo
    "vacío": (b"", "el mensaje está vacío"),
    "binario": (b"\xff\xfe", "no es texto UTF-8"),
    "texto": (b"hola", "no es JSON"),
    "número de 5000 cifras": (b'{"id": ' + b"9" * 5000 + b"}", "no es JSON"),
    "una lista": (b"[]", "es JSON, pero no un objeto"),
    "un número": (b"3", "es JSON, pero no un objeto"),
    "null": (b"null", "es JSON, pero no un objeto"),
    "sin id": (b'{"complejidad": 1}', "le falta el id"),
    "id null": (b'{"id": null}', "le falta el id"),
    "id true": (b'{"id": true}', OTRO_ID),
    "id vacío": (b'{"id": ""}', OTRO_ID),
    "id de 201 letras": (b'{"id": "' + b"x" * 201 + b'"}', OTRO_ID),
    "id de 201 cifras": (b'{"id": ' + b"9" * 201 + b"}", OTRO_ID),
    "id con decimales": (b'{"id": 1.5}', OTRO_ID),
    "id 7.0": (b'{"id": 7.0}', OTRO_ID),
    "id lista": (b'{"id": []}', OTRO_ID),
    "id objeto": (b'{"id": {}}', OTRO_ID),
    "complejidad true": (b'{"id": 1, "complejidad": true}', OTRA_COMPLEJIDAD),
    "complejidad texto": (b'{"id": 1, "complejidad": "3"}', OTRA_COMPLEJIDAD),
    "complejidad negativa": (b'{"id": 1, "complejidad": -1}', OTRA_COMPLEJIDAD),
    "complejidad NaN": (b'{"id": 1, "complejidad": NaN}', OTRA_COMPLEJIDAD),
    "complejidad infinita": (b'{"id": 1, "complejidad": Infinity}', OTRA_COMPLEJIDAD),
    "complejidad menos infinita": (b'{"id": 1, "complejidad": -Infinity}', OTRA_COMPLEJIDAD),
    "complejidad 600.5": (b'{"id": 1, "complejidad": 600.5}', OTRA_COMPLEJIDAD),
    "complejidad 601": (b'{"id": 1, "complejidad": 601}', OTRA_COMPLEJIDAD),
    "tipo vacío": (b'{"id": 1, "tipo": ""}', OTRO_TIPO),
    "tipo de 201 bytes": (b'{"id": 1, "tipo": "' + b"x" * 201 + b'"}', OTRO_TIPO),
    "tipo de 101 letras de dos bytes": (
        b'{"id": 1, "tipo": "' + "ñ".encode() * 101 + b'"}',
        OTRO_TIPO,
    ),
    "tipo con salto de línea": (rb'{"id": 1, "tipo": "dos\n"}', OTRO_TIPO),
    "tipo con ESC": (rb'{"id": 1, "tipo": "\u001b[31m"}', OTRO_TIPO),
    "tipo con DEL": (rb'{"id": 1, "tipo": "a\u007f"}', OTRO_TIPO),
    "tipo con un control de ocho bits": (rb'{"id": 1, "tipo": "a\u0085b"}', OTRO_TIPO),
    "tipo con medio carácter": (rb'{"id": 1, "tipo": "a\ud800"}', OTRO_TIPO),
    "tipo número": (b'{"id": 1, "tipo": 3}', OTRO_TIPO),
    "tipo false": (b'{"id": 1, "tipo": false}', OTRO_TIPO),
    "tipo lista": (b'{"id": 1, "tipo": ["chevere"]}', OTRO_TIPO),
    "datos lista": (b'{"id": 1, "datos": []}', OTROS_DATOS),
    "datos lista y campos de más": (b'{"id": 1, "datos": [], "otro": 1}', OTROS_DATOS),
    "datos false": (b'{"id": 1, "datos": false}', OTROS_DATOS),
    "datos texto": (b'{"id": 1, "datos": "{}"}', OTROS_DATOS),
    "datos de 2 MB": (
        b'{"id": 1, "datos": ' + largo(2_000_000) + b"}",
        "sus datos ocupan 2000000 bytes en JSON, y caben 1000000",
    ),
    "datos de un byte de más": (
        b'{"id": 1, "datos": ' + largo(1_000_001) + b"}",
        "sus datos ocupan 1000001 bytes en JSON, y caben 1000000",
    ),
    "datos de 51 niveles": (b'{"id": 1, "datos": ' + hondo(51) + b"}", ANIDA),
    "datos de 10.000 niveles": (b'{"id": 1, "datos": ' + hondo(10_000) + b"}", ANIDA),
    # Al leerlo, Python se queda sin pila antes de ver que no acaba: de 3.11 a 3.13, igual
    "100.000 corchetes": (b"[" * 100_000, ANIDA),
}


@pytest.mark.parametrize("cual", MALAS)
def test_lo_que_no_es_una_tarea_se_rechaza_y_se_dice_por_que(cual):
    cuerpo, motivo = MALAS[cual]

    with pytest.raises(TareaInvalida, match=f"^{re.escape(motivo)}$"):
        Tarea.de_json(cuerpo)


@pytest.mark.parametrize("numero", [b"NaN", b"-Infinity", b"1e400"])
def test_un_numero_que_no_cabe_en_json_no_vale_en_los_datos(numero):
    with pytest.raises(TareaInvalida, match=r"^sus datos no caben en JSON \("):
        Tarea.de_json(b'{"id": 1, "datos": {"a": ' + numero + b"}}")


@pytest.mark.parametrize(
    "datos", [{"a": float("nan")}, {"a": object()}, {"a": {1, 2}}, {"a": b"x"}, {(1, 2): 3}]
)
def test_lo_que_no_cabe_en_json_no_llega_a_enviarse(datos):
    with pytest.raises(TareaInvalida, match=r"^sus datos no caben en JSON \("):
        Tarea(id=1, datos=datos)


def test_unos_datos_que_se_contienen_a_si_mismos_no_llegan_a_enviarse():
    datos = {}
    datos["yo"] = datos

    with pytest.raises(TareaInvalida, match=f"^{ANIDA}$"):
        Tarea(id=1, datos=datos)


@pytest.mark.parametrize("numero", ["7", "a-7", "ñ€" * 99 + "-7", "\ud800-7"])
def test_el_message_id_cabe_en_amqp_y_conserva_el_final(numero):
    suyo = Tarea(id=numero).message_id

    assert BasicProperties(message_id=suyo).encode()
    assert suyo.endswith("7")


def test_el_message_id_de_un_id_que_cabe_es_el_id():
    assert [Tarea(id=suyo).message_id for suyo in (7, "7f3a9c-0001")] == ["7", "7f3a9c-0001"]


@pytest.mark.parametrize(
    ("suyo", "dicho"),
    [
        ({"complejidad": 2.0}, "complejidad 2"),
        ({"tipo": "a\u2028b"}, r"tipo a\u2028b"),
        ({"tipo": "a", "complejidad": 0.5}, "tipo a · complejidad 0.5"),
        ({"datos": {"clave": "de alguien"}}, "con datos"),
        ({}, "sin datos"),
    ],
)
def test_en_una_linea_se_dicen_sus_senas_y_nunca_sus_datos(suyo, dicho):
    assert Tarea(id=1, **suyo).en_breve == dicho


CASI = st.fixed_dictionaries(
    {"id": st.integers() | VALORES},
    optional={
        "complejidad": VALORES,
        "timestamp": VALORES,
        "tipo": VALORES,
        "datos": VALORES,
        "otro": VALORES,
    },
)


@given(st.binary() | (VALORES | CASI).map(lambda valor: json.dumps(valor).encode()))
def test_ningun_mensaje_da_otro_error(cuerpo):
    with suppress(TareaInvalida):
        Tarea.de_json(cuerpo)


@pytest.mark.parametrize("de_mas", [hondo(60), largo(1_000_001), b"NaN"])
def test_los_campos_de_mas_que_no_caben_se_pasan_por_alto_como_siempre(de_mas):
    tarea = Tarea.de_json(b'{"id": 1, "otro": ' + de_mas + b', "datos": {"m": 1}}')

    assert tarea.datos == {"m": 1}


@pytest.mark.parametrize("tipo", [b"3", b'""', b'"' + b"x" * 201 + b'"', b"[]"])
def test_en_un_modo_sin_tipos_el_que_no_vale_se_pasa_por_alto_como_siempre(tipo):
    cuerpo = b'{"id": 1, "tipo": ' + tipo + b"}"

    assert work_queue.MODO.leer(cuerpo).tipo is None
    with pytest.raises(TareaInvalida, match="su tipo no es"):
        routing.MODO.leer(cuerpo)
