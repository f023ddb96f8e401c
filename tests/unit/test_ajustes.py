import re
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comun.ajustes import AjusteInvalido, Ajustes

RAIZ = Path(__file__).parents[2]
COMPOSE = (RAIZ / "docker-compose.yml").read_text()
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


BUENOS = {
    "MODO": "pub-sub",
    "TAREAS": "0",
    "INTERVALO": "0.25",
    "COMPLEJIDAD": "0.5-2",
    "SEMILLA": "la de hoy",
    "FALLOS": "0.3",
    "WORKER_ID": "a-1.b",
    "RABBIT_HOST": "uno, dos.ejemplo,::1",
    "RABBIT_PORT": "5673",
    "RABBIT_VHOST": "taller",
    "RABBIT_USER": "ana",
    "RABBIT_PASS": "con # y espacio",
    "RABBIT_CA": __file__,
    "NIVEL_LOG": "debug",
}
MALOS = {
    "MODO": ["otro", "work queue"],
    "TAREAS": ["diez", "-1", "1.5"],
    "INTERVALO": ["nan", "-0.1", "inf"],
    "COMPLEJIDAD": ["5-1", "601", "-1", "1-", "mucha"],
    "SEMILLA": ["x" * 61],
    "FALLOS": ["1.5", "-0.1", "nan", "30%"],
    "WORKER_ID": ["con espacio", "x" * 33, "ñ"],
    "RABBIT_HOST": ["uno,,dos", "con espacio", "http://uno"],
    "RABBIT_PORT": ["99999", "0", "amqp"],
    "RABBIT_VHOST": ["x" * 61],
    "RABBIT_USER": ["x" * 61],
    "RABBIT_CA": ["/no/existe"],
    "NIVEL_LOG": ["GRITOS", "10"],
}


def test_cada_variable_tiene_aqui_un_valor_bueno_y_uno_malo():
    assert set(BUENOS) == set(VARIABLES) == {*MALOS, "RABBIT_PASS"}


@pytest.mark.parametrize("variable", BUENOS)
def test_un_valor_bueno_se_lee(variable):
    campo = variable.lower()
    leido = getattr(Ajustes.de_entorno({variable: BUENOS[variable]}), campo)

    assert leido != getattr(Ajustes.de_entorno({}), campo)


@pytest.mark.parametrize(
    ("variable", "valor"), [(variable, valor) for variable in MALOS for valor in MALOS[variable]]
)
def test_un_valor_malo_se_nombra_con_su_variable_y_lo_que_se_espera(variable, valor):
    dado = re.escape(f"{variable}=«{valor}» no vale: se espera ")
    with pytest.raises(AjusteInvalido, match=f"^{dado}.+"):
        Ajustes.de_entorno({variable: valor})


def test_una_clave_mala_no_sale_en_el_error():
    with pytest.raises(AjusteInvalido) as error:
        Ajustes.de_entorno({"RABBIT_PASS": "secreto\n"})

    assert "secreto" not in str(error.value)


@given(st.dictionaries(st.sampled_from(VARIABLES), st.text()))
def test_ningun_entorno_da_otro_error(entorno):
    with suppress(AjusteInvalido):
        Ajustes.de_entorno(entorno)


def test_el_ejemplo_lista_lo_que_lee_compose_con_el_mismo_defecto():
    listadas = re.findall(r"^([A-Z_]+)=(.*)$", (RAIZ / ".env.example").read_text(), re.MULTILINE)
    leidas = re.findall(r"\$\{([A-Z_]+):-([^}]*)\}", COMPOSE)

    assert dict(listadas) == dict(leidas)


def test_lo_que_compose_da_a_los_servicios_es_lo_que_leen():
    dadas = set(re.findall(r"\b([A-Z_]+): ", COMPOSE))
    del_broker = {variable for variable in dadas if variable.startswith("CLAVE_")}

    assert dadas - del_broker == set(VARIABLES)


def test_sin_worker_id_el_worker_se_llama_como_su_maquina():
    assert re.fullmatch(r"worker-.{1,6}", Ajustes.de_entorno({}).worker)
    assert Ajustes.de_entorno({"WORKER_ID": "1"}).worker == "worker1"


def test_la_clave_no_sale_al_imprimir_los_ajustes():
    assert "secreta" not in repr(Ajustes.de_entorno({"RABBIT_PASS": "secreta"}))
