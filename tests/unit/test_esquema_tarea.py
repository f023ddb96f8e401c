"""docs/tarea.schema.json dice lo mismo que el código: de él sale un cliente en otro lenguaje."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from comun import campos
from comun.tarea import CAMPOS, Tarea, TareaInvalida
from herramientas.sistema.docker import RAIZ
from tests.unit.test_tarea import LIMITES, MALAS, TAREAS

ESQUEMA = json.loads((RAIZ / "docs/tarea.schema.json").read_text(encoding="utf-8"))
VALIDADOR = Draft202012Validator(ESQUEMA)

NO_LO_DICE = {  # rechazadas que cumplen el esquema, y por qué no puede decirlo
    "id 7.0": "para JSON Schema, 7.0 es un entero",
    "id de 201 cifras": "no cuenta las cifras de un entero, y un tope así no cabe en un double",
    "tipo de 101 letras de dos bytes": "cuenta caracteres, no bytes",
    "tipo con medio carácter": "según el lenguaje, una expresión que lo busque lo ve en cada emoji",
    "datos de 2 MB": "no sabe de bytes",
    "datos de un byte de más": "no sabe de bytes",
    "datos de 51 niveles": "no sabe de niveles",
    "datos de 10.000 niveles": "no sabe de niveles",
}


def no_es_json(constante):
    raise ValueError(constante)


def leer(cuerpo):
    """Como lo lee cualquiera: NaN e Infinity, que Python admite, no son JSON."""
    return json.loads(cuerpo.decode(), parse_constant=no_es_json)


def es_objeto(cuerpo):
    with suppress(ValueError, RecursionError):
        return isinstance(leer(cuerpo), dict)
    return False


OBJETOS = [cual for cual, (cuerpo, _) in MALAS.items() if es_objeto(cuerpo)]


def test_el_esquema_es_un_esquema():
    Draft202012Validator.check_schema(ESQUEMA)


def test_el_esquema_explica_cada_campo_de_una_tarea_y_ninguno_mas():
    assert list(ESQUEMA["properties"]) == list(CAMPOS)
    for suyo in ESQUEMA["properties"].values():
        assert {"title", "description"} <= set(suyo)


def test_los_limites_del_esquema_son_los_del_codigo():
    texto_id, _ = ESQUEMA["properties"]["id"]["anyOf"]
    texto_tipo, _ = ESQUEMA["properties"]["tipo"]["anyOf"]

    assert texto_id["maxLength"] == campos.LARGO_ID
    assert texto_tipo["maxLength"] == campos.LARGO_TIPO
    assert ESQUEMA["properties"]["complejidad"]["maximum"] == campos.COMPLEJIDAD_MAXIMA


@pytest.mark.parametrize(
    ("campo", "dicho"),
    [
        ("id", f"{campos.LARGO_ID} cifras"),
        ("tipo", f"De 1 a {campos.LARGO_TIPO} bytes en UTF-8"),
        ("datos", f"como mucho {campos.DATOS_MAXIMOS:,} bytes".replace(",", " ")),
        ("datos", f"{campos.NIVELES} niveles"),
        ("timestamp", "se pasa por alto"),
    ],
)
def test_lo_que_un_esquema_no_puede_exigir_lo_dice_su_descripcion(campo, dicho):
    assert dicho in ESQUEMA["properties"][campo]["description"]


@given(TAREAS)
def test_lo_que_envia_el_taller_cumple_el_esquema(tarea):
    VALIDADOR.validate(leer(tarea.a_json()))


@pytest.mark.parametrize("cual", LIMITES)
def test_lo_mas_que_admite_el_codigo_cumple_el_esquema(cual):
    VALIDADOR.validate(leer(LIMITES[cual]))


@pytest.mark.parametrize("ejemplo", ESQUEMA["examples"], ids=lambda ejemplo: str(ejemplo["id"]))
def test_los_ejemplos_del_esquema_lo_cumplen_y_son_tareas(ejemplo):
    VALIDADOR.validate(ejemplo)

    assert Tarea.de_json(json.dumps(ejemplo).encode()).id == ejemplo["id"]


@pytest.mark.parametrize("cual", [cual for cual in OBJETOS if cual not in NO_LO_DICE])
def test_lo_que_el_codigo_rechaza_no_cumple_el_esquema(cual):
    assert not VALIDADOR.is_valid(leer(MALAS[cual][0]))


@pytest.mark.parametrize("cual", NO_LO_DICE)
def test_lo_que_un_esquema_no_puede_decir_es_de_verdad_lo_que_no_dice(cual):
    cuerpo, _ = MALAS[cual]

    with pytest.raises(TareaInvalida):
        Tarea.de_json(cuerpo)
    with suppress(RecursionError):  # la de 10.000 niveles, según la versión de Python
        assert VALIDADOR.is_valid(leer(cuerpo))
