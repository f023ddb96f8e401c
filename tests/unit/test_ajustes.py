import os
import re
import socket
from contextlib import suppress
from dataclasses import fields, replace
from itertools import chain
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comun import modos
from comun.servicio.ajustes import AjusteInvalido, Ajustes
from comun.texto import visible

RAIZ = Path(__file__).parents[2]
COMPOSE = (RAIZ / "docker-compose.yml").read_text()
ENCIMA = "".join(f.read_text() for f in sorted(RAIZ.glob("*/*/compose.yml")))
LEE = re.compile(r"\$\{([A-Z_]+):-([^}]*)\}")
EJEMPLO = (RAIZ / ".env.example").read_text()
CA = str(RAIZ / "tests/unit/ca.pem")
MODOS = modos.todos()
VARIABLES = [campo.name.upper() for campo in fields(Ajustes)]


DEFECTOS = {  # los que dice .env.example
    "modo": MODOS["work_queue"],
    "tareas": 10,
    "intervalo": 0.5,
    "complejidad": (1, 5),
    "semilla": "",
    "fallos": 0,
    "tipos": (),
    "atiende": (),
    "plazo_ack": 1800,
    "worker_id": "-" + socket.gethostname()[:6],
    "prefijo": "",
    "puerto_panel": 8080,
    "puerto_ui": 15672,
    "panel_hosts": ("localhost",),
    "rabbit_host": ("localhost",),
    "rabbit_port": 5672,
    "rabbit_vhost": "/",
    "rabbit_user": "",
    "rabbit_pass": "",
    "rabbit_ca": "",
    "nivel_log": "INFO",
}
# Los de los servicios, y los que solo compose lee.
DE_COMPOSE = dict(
    re.findall(
        r"(\S+)=(\S*)",
        """
    MODO=work_queue TAREAS=10 INTERVALO=0.5 COMPLEJIDAD=1-5 SEMILLA= FALLOS=0 GRACIA=15s
    PLAZO_ACK=1800 MEMORIA=256m NIVEL_LOG=INFO RABBIT_CA= PREFIJO= PUERTO_AMQP=5672 PUERTO_UI=15672
    PUERTO_PANEL=8080 PANEL_HOSTS=localhost TIPOS= ATIENDE=
    CLAVE_ADMIN=admin CLAVE_PRODUCER=producer CLAVE_WORKER=worker CLAVE_MONITOR=monitor
    CLAVE_PANEL=panel CLAVE_HERRAMIENTAS=herramientas
    IMAGEN_PYTHON=python:3.13-slim IMAGEN_RABBITMQ=rabbitmq:4.3-management
    """,
    )
)
DE_CADA_WORKER = {"worker1": "1/2", "worker2": "2/2", "worker": ""}  # su ATIENDE, si no se da


def test_sin_entorno_valen_los_defectos():
    ajustes = Ajustes.de_entorno({})

    assert {campo: getattr(ajustes, campo) for campo in DEFECTOS} == DEFECTOS
    assert set(DEFECTOS) == {campo.name for campo in fields(Ajustes)}


@pytest.mark.parametrize("modo", ["pub_sub", "PUB-SUB", "Pub_Sub"])
def test_el_modo_no_mira_mayusculas_ni_guiones(modo):
    assert Ajustes.de_entorno({"MODO": modo}).modo.nombre == "pub_sub"


@pytest.mark.parametrize("modo", MODOS)
@pytest.mark.parametrize("variable", VARIABLES)
def test_vacia_cuenta_como_no_dada(variable, modo):
    entorno = {} if variable == "MODO" else {"MODO": modo}

    assert Ajustes.de_entorno({**entorno, variable: ""}) == Ajustes.de_entorno(entorno)


BUENOS = {  # el texto, y lo que se lee
    "MODO": ("pub-sub", MODOS["pub_sub"]),
    "TAREAS": ("0", 0),
    "INTERVALO": ("0.25", 0.25),
    "COMPLEJIDAD": ("0.5-2", (0.5, 2)),
    "SEMILLA": ("la de hoy", "la de hoy"),
    "FALLOS": ("0.3", 0.3),
    "TIPOS": ("chevere", ("chevere",)),
    "ATIENDE": ("reflexiva", ("reflexiva",)),
    "PLAZO_ACK": ("86400", 86_400),
    "WORKER_ID": ("a-1.b", "a-1.b"),
    "PREFIJO": ("mi-", "mi-"),
    "PUERTO_PANEL": ("8081", 8081),
    "PUERTO_UI": ("25672", 25_672),
    "PANEL_HOSTS": ("localhost, taller.mi-red", ("localhost", "taller.mi-red")),
    "RABBIT_HOST": ("uno, dos.ejemplo,::1", ("uno", "dos.ejemplo", "::1")),
    "RABBIT_PORT": ("5673", 5673),
    "RABBIT_VHOST": ("taller", "taller"),
    "RABBIT_USER": ("ana", "ana"),
    "RABBIT_PASS": ("con # y espacio", "con # y espacio"),
    "RABBIT_CA": (CA, CA),
    "NIVEL_LOG": ("debug", "DEBUG"),
}
MALOS = {
    "MODO": ["otro", "work queue"],
    "TAREAS": ["diez", "-1", "1.5"],
    "INTERVALO": ["nan", "-0.1", "inf"],
    "COMPLEJIDAD": ["5-1", "601", "-1", "1-", "mucha"],
    "SEMILLA": ["x" * 61],
    "FALLOS": ["1.5", "-0.1", "nan", "30%"],
    "PLAZO_ACK": ["0", "86401", "1.5", "30m"],
    "WORKER_ID": ["con espacio", "x" * 33, "ñ"],
    "PREFIJO": ["x" * 61],
    "PUERTO_PANEL": ["0", "web"],
    "PUERTO_UI": ["65536", "127.0.0.1:15672"],
    "PANEL_HOSTS": ["http://uno", "uno dos"],
    "RABBIT_HOST": ["uno,,dos", "con espacio", "http://uno"],
    "RABBIT_PORT": ["99999", "0", "amqp"],
    "RABBIT_VHOST": ["x" * 61],
    "RABBIT_USER": ["x" * 61],
    "RABBIT_CA": ["/no/existe", __file__],
    "NIVEL_LOG": ["GRITOS", "10"],
}


DE_SU_MODO = {"TIPOS", "ATIENDE"}  # lo que vale en ellas depende del modo: más abajo


def test_cada_variable_tiene_aqui_un_valor_bueno_y_uno_malo():
    assert set(BUENOS) == set(VARIABLES) == {*MALOS, *DE_SU_MODO, "RABBIT_PASS"}


@pytest.mark.parametrize("variable", BUENOS)
def test_un_valor_bueno_se_lee(variable):
    texto, leido = BUENOS[variable]
    modo = {"MODO": "routing"} if variable in DE_SU_MODO else {}

    assert getattr(Ajustes.de_entorno({**modo, variable: texto}), variable.lower()) == leido


@pytest.mark.parametrize(
    ("variable", "valor"), [(variable, valor) for variable in MALOS for valor in MALOS[variable]]
)
def test_un_valor_malo_se_nombra_con_su_variable_y_lo_que_se_espera(variable, valor):
    dado = re.escape(f"{variable}=«{valor}» no es válido: se espera ")
    with pytest.raises(AjusteInvalido, match=f"^{dado}.+"):
        Ajustes.de_entorno({variable: valor})


def en_routing(**entorno):
    return Ajustes.de_entorno({"MODO": "routing", **entorno})


def test_en_un_modo_con_tipos_se_envian_los_suyos_y_un_worker_los_atiende_todos():
    ajustes = en_routing()

    assert (ajustes.tipos, ajustes.atiende) == (MODOS["routing"].tipos, ())


@pytest.mark.parametrize(
    ("texto", "leidos"),
    [
        ("reflexiva", ("reflexiva",)),
        ("reflexiva,chevere", ("reflexiva", "chevere")),
        (" chevere , reflexiva ", ("chevere", "reflexiva")),
    ],
)
@pytest.mark.parametrize("variable", sorted(DE_SU_MODO))
def test_se_eligen_uno_o_varios_tipos(variable, texto, leidos):
    assert getattr(en_routing(**{variable: texto}), variable.lower()) == leidos


@pytest.mark.parametrize(
    ("texto", "leidos"),
    [
        ("1/2", ("chevere",)),
        ("2/2", ("reflexiva",)),
        ("1/1", ("chevere", "reflexiva")),
        ("1/2,2/2", ("chevere", "reflexiva")),
        ("1/2,reflexiva", ("chevere", "reflexiva")),
    ],
)
def test_un_worker_puede_atender_una_parte(texto, leidos):
    assert en_routing(ATIENDE=texto).atiende == leidos


@pytest.mark.parametrize("cuantos", [1, 2, 3, 5])
def test_las_partes_se_reparten_todos_los_tipos_sin_repetir_ninguno(cuantos, monkeypatch):
    muchos = replace(MODOS["routing"], colas={"tareas_x": "abcde"})
    monkeypatch.setattr("comun.servicio.ajustes.modos.todos", lambda: {"routing": muchos})

    partes = [en_routing(ATIENDE=f"{n}/{cuantos}").atiende for n in range(1, cuantos + 1)]

    assert sorted(chain(*partes)) == list("abcde")


TIPO = "se esperan tipos de tarea, como chevere o reflexiva"
PARTE = "se espera una parte, como 1/2, o chevere o reflexiva"


@pytest.mark.parametrize("malo", ["otro", "Chevere", "*", "#", "", "x" * 201, "a\x1bb", "\ud800"])
@pytest.mark.parametrize(("variable", "espera"), [("TIPOS", TIPO), ("ATIENDE", PARTE)])
def test_un_tipo_que_nadie_recibe_se_nombra_con_su_variable_y_los_que_hay(variable, espera, malo):
    msg = re.escape(f"{variable}=«{visible(malo)}» no es válido: {espera}")
    with pytest.raises(AjusteInvalido, match=f"^{msg}$"):
        en_routing(**{variable: f"chevere,{malo}"})


@pytest.mark.parametrize("malo", ["0/2", "3/2", "1/0", "100/100", "1/2/3", "-1/2", "1 /2"])
@pytest.mark.parametrize("modo", ["routing", "topics"])
def test_una_parte_que_no_es_parte_no_vale(malo, modo):
    msg = re.escape(f"ATIENDE=«{malo}» no es válido: se espera una parte, como 1/2, o ")
    with pytest.raises(AjusteInvalido, match=f"^{msg}"):
        Ajustes.de_entorno({"MODO": modo, "ATIENDE": malo})


def test_si_no_hay_tipos_para_todas_las_partes_la_que_sobra_los_toma_todos():
    assert en_routing(ATIENDE="3/3").atiende == ("chevere", "reflexiva")


@pytest.mark.parametrize("modo", [nombre for nombre, modo in MODOS.items() if not modo.tipos])
def test_en_un_modo_sin_tipos_ni_se_miran(modo):
    ajustes = Ajustes.de_entorno({"MODO": modo, "TIPOS": "otro,", "ATIENDE": "9/9"})

    assert (ajustes.tipos, ajustes.atiende) == ((), ())


def test_una_clave_mala_no_sale_en_el_error():
    with pytest.raises(AjusteInvalido) as error:
        Ajustes.de_entorno({"RABBIT_PASS": "secreto\n"})

    assert "secreto" not in str(error.value)


TEXTOS = st.text() | st.binary().map(os.fsdecode)  # así llega a os.environ lo que no es UTF-8


@given(st.dictionaries(st.sampled_from(VARIABLES), TEXTOS), st.sampled_from([*MODOS, None]))
def test_ningun_entorno_da_otro_error(entorno, modo):
    with suppress(AjusteInvalido):
        Ajustes.de_entorno(entorno | {"MODO": modo} if modo else entorno)


def test_el_ejemplo_lista_lo_que_lee_compose_con_el_mismo_defecto():
    listadas = re.findall(r"^([A-Z_]+)=(.*)$", EJEMPLO, re.MULTILINE)
    leidas = LEE.findall(COMPOSE)

    assert dict(listadas) == dict(leidas) == DE_COMPOSE
    assert {v for v, defecto in leidas if defecto != DE_COMPOSE[v]} == {"ATIENDE"}
    assert len(leidas) == COMPOSE.count("${")  # ninguna sin defecto


@pytest.mark.parametrize("worker", DE_CADA_WORKER)
def test_entre_worker1_y_worker2_atienden_todo_y_los_que_se_anaden_tambien(worker):
    suyo = yaml.safe_load(COMPOSE)["services"][worker]["environment"]["ATIENDE"]

    assert LEE.findall(suyo) == [("ATIENDE", DE_CADA_WORKER[worker])]


def test_el_ejemplo_nombra_todo_lo_que_lee_un_servicio():
    nombradas = re.findall(r"^(?:# )?([A-Z_]+)=", EJEMPLO, re.MULTILINE)

    assert set(VARIABLES) <= set(nombradas)


def test_el_ejemplo_nombra_lo_que_solo_lee_un_compose_de_encima_con_el_mismo_defecto():
    nombradas = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", EJEMPLO, re.MULTILINE))
    leidas = {v: defecto for v, defecto in LEE.findall(ENCIMA) if v not in DE_COMPOSE}

    assert leidas
    assert leidas.items() <= nombradas.items()


def test_el_ejemplo_no_nombra_nada_que_nadie_lea():
    nombradas = re.findall(r"^(?:# )?([A-Z_]+)=", EJEMPLO, re.MULTILINE)
    de_encima = [variable for variable, _ in LEE.findall(ENCIMA)]

    assert set(nombradas) == {*VARIABLES, *DE_COMPOSE, *de_encima}


def test_lo_que_compose_da_a_los_servicios_es_lo_que_leen():
    dadas = set(re.findall(r"\b([A-Z_]+): ", COMPOSE))
    otras = {v for v in dadas if v.startswith(("CLAVE_", "IMAGEN_", "RABBITMQ_"))}

    assert dadas - otras == set(VARIABLES)


def test_sin_worker_id_el_worker_se_llama_como_su_maquina():
    assert re.fullmatch(r"-.{1,6}", Ajustes.de_entorno({}).worker_id)


def test_la_clave_no_sale_al_imprimir_los_ajustes():
    assert "secreta" not in repr(Ajustes.de_entorno({"RABBIT_PASS": "secreta"}))
