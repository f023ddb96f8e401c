import re
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comun.ajustes import AjusteInvalido, Ajustes

RAIZ = Path(__file__).parents[2]
VARIABLES = [campo.name.upper() for campo in fields(Ajustes)]


def test_sin_entorno_valen_los_defectos():
    ajustes = Ajustes.de_entorno({})

    assert (ajustes.modo.nombre, ajustes.tareas, ajustes.complejidad) == ("work_queue", 10, (1, 5))


@pytest.mark.parametrize("modo", ["pub_sub", "PUB-SUB", "Pub_Sub"])
def test_el_modo_no_mira_mayusculas_ni_guiones(modo):
    assert Ajustes.de_entorno({"MODO": modo}).modo.nombre == "pub_sub"


@pytest.mark.parametrize("variable", VARIABLES)
def test_vacia_cuenta_como_no_dada(variable):
    assert Ajustes.de_entorno({variable: ""}) == Ajustes.de_entorno({})


@pytest.mark.parametrize(
    ("variable", "valor"),
    [
        ("MODO", "otro"),
        ("TAREAS", "diez"),
        ("TAREAS", "-1"),
        ("INTERVALO", "nan"),
        ("INTERVALO", "-0.1"),
        ("COMPLEJIDAD", "5-1"),
        ("COMPLEJIDAD", "601"),
        ("FALLOS", "1.5"),
        ("WORKER_ID", "con espacio"),
        ("RABBIT_HOST", "uno,,dos"),
        ("RABBIT_PORT", "99999"),
        ("NIVEL_LOG", "GRITOS"),
    ],
)
def test_un_valor_malo_se_nombra_con_su_variable(variable, valor):
    with pytest.raises(AjusteInvalido, match=re.escape(f"{variable}=«{valor}»")):
        Ajustes.de_entorno({variable: valor})


def test_una_clave_mala_no_sale_en_el_error():
    with pytest.raises(AjusteInvalido) as error:
        Ajustes.de_entorno({"RABBIT_PASS": "secreto\n"})

    assert "secreto" not in str(error.value)


@given(st.dictionaries(st.sampled_from(VARIABLES), st.text()))
def test_ningun_entorno_da_otro_error(entorno):
    with suppress(AjusteInvalido):
        Ajustes.de_entorno(entorno)


def test_lo_que_lista_el_ejemplo_es_lo_que_lee_compose():
    listadas = set(
        re.findall(r"^#?\s?([A-Z_]+)=", (RAIZ / ".env.example").read_text(), re.MULTILINE)
    )
    leidas = set(re.findall(r"\$\{([A-Z_]+):-", (RAIZ / "docker-compose.yml").read_text()))

    assert listadas == leidas
