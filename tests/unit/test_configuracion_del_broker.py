"""El broker arranca con cualquier RabbitMQ desde el mínimo: una clave que no conoce se lo impide.

configuracion_del_broker.csv dice de cada clave en qué archivo del código de RabbitMQ está y desde
qué versión (en sus etiquetas de git, de la 3.7.0 en adelante). Para añadir una se mira así:
    git grep -F '{mapping, "consumer_timeout"' v4.3.1 -- '*.schema'
    git grep -F 'policy_validator, <<"overflow">>' v4.3.1 -- '*.erl'
"""

import csv
import json
import re

import pytest
import yaml

from herramientas.sistema.docker import RAIZ

MINIMA = (4, 3, 1)  # antes de ella, una política no admite los delayed-retry-…
# Los que conoce parse_level, en rabbit_env.erl: uno mal escrito se ignora sin decir nada
NIVELES = "debug|info|notice|warning|error|critical|alert|emergency|none"


def leer(archivo):
    return (RAIZ / archivo).read_text(encoding="utf-8")


LISTA = [*csv.DictReader(leer("tests/unit/configuracion_del_broker.csv").splitlines())]


def de_conf(texto):
    """Las claves de un rabbitmq.conf."""
    return re.findall(r"^\s*([^#\s=]+)\s*=", texto, re.MULTILINE)


def de_erlang(texto):
    """Las de un advanced.config, como aplicación.clave; lo que hay más adentro son valores."""
    hondo, claves = 0, []
    for abre, nombre in re.findall(r"([\[{])\s*(\w*)|[\]}]", re.sub("%.*", "", texto)):
        hondo += 1 if abre else -1
        if abre and hondo == 2:
            aplicacion = nombre
        if abre and hondo == 4:
            claves.append(f"{aplicacion}.{nombre}")
    return claves


def de_politicas(texto):
    """Las de las políticas de unas definiciones."""
    return [clave for politica in json.loads(texto)["policies"] for clave in politica["definition"]]


def en_kubernetes():
    """El apartado rabbitmq del RabbitmqCluster."""
    broker, *_ = yaml.safe_load_all(leer("despliegue/k8s/10-broker.yaml"))
    return broker["spec"]["rabbitmq"]


def desde(donde, clave):
    """La versión desde la que existe una clave; ninguna, si no está en la lista."""
    for fila in LISTA:
        forma = re.sub(r"\\\$\w+", "[^.]+", re.escape(fila["clave"]))  # $name es lo que sea
        if fila["en"] == donde and re.fullmatch(forma, clave):
            return tuple(map(int, fila["desde"].split(".")))
    return None


CONFS = sorted([*RAIZ.glob("rabbitmq/*.conf"), *RAIZ.glob("despliegue/**/*.conf")])
USADAS = {str(conf.relative_to(RAIZ)): ("conf", de_conf(leer(conf))) for conf in CONFS} | {
    "additionalConfig": ("conf", de_conf(en_kubernetes()["additionalConfig"])),
    "advancedConfig": ("advanced", de_erlang(en_kubernetes()["advancedConfig"])),
    "advanced.config": ("advanced", de_erlang(leer("rabbitmq/advanced.config"))),
    "definiciones.json": ("política", de_politicas(leer("rabbitmq/definiciones.json"))),
}


@pytest.mark.parametrize("archivo", USADAS)
def test_cada_clave_existe_ya_en_la_version_minima(archivo):
    donde, claves = USADAS[archivo]
    versiones = {clave: desde(donde, clave) for clave in claves}

    assert versiones
    assert {c: v for c, v in versiones.items() if v is None or v > MINIMA} == {}


def test_se_leen_todas_las_claves_y_solo_ellas():
    assert de_conf("# a = 1\nb.c = 2\n\n  d=3\n") == ["b.c", "d"]
    assert de_erlang("[{a, [{b, 1}, {c, [{d, 2}]}]}, % {x, 1}\n {e, [{f, 3}]}].") == [
        "a.b",
        "a.c",
        "e.f",
    ]


def test_la_que_no_existe_y_la_que_llego_despues_se_notan():
    assert desde("conf", "log.usuario.level") is None
    assert desde("conf", "overflow") is None  # es de una política
    assert desde("conf", "log.user.level") > MINIMA
    assert desde("conf", "default_users.otro.password") <= MINIMA


@pytest.mark.parametrize("donde", [".env.example", "README.md", "README.en.md"])
def test_la_version_minima_esta_donde_se_lee_antes_de_elegir_otra(donde):
    assert "{}.{}.{}".format(*MINIMA) in leer(donde)


def test_el_registro_del_broker_calla_lo_mismo_en_cada_despliegue():
    servicios = {
        "docker-compose.yml": "rabbitmq",
        "despliegue/cluster/compose.yml": "rabbitmq2",
        "despliegue/swarm/stack.yml": "rabbitmq",
    }
    dadas = {
        yaml.safe_load(leer(archivo))["services"][servicio]["environment"]["RABBITMQ_LOG"]
        for archivo, servicio in servicios.items()
    }
    dadas.add(en_kubernetes()["envConfig"].removeprefix("RABBITMQ_LOG="))

    (registro,) = dadas
    assert re.fullmatch(f"user=({NIVELES})", registro)
