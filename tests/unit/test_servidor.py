"""El servidor propio es el taller de siempre, con sus claves en archivos."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from herramientas.sistema.docker import RAIZ

CARPETA = RAIZ / "despliegue/servidor"
ACABAN = {"producer", "herramientas"}  # hacen lo suyo y salen: volver sería hacerlo otra vez


def servicios(archivo):
    return yaml.safe_load((RAIZ / archivo).read_text())["services"]


BASE = servicios("docker-compose.yml")
SUYOS = servicios("despliegue/servidor/compose.yml")
PILA = servicios("despliegue/swarm/stack.yml")
CON_CLAVE = [nombre for nombre, suyo in BASE.items() if "RABBIT_PASS" in suyo["environment"]]


def archivo_de(clave):
    return f"./despliegue/servidor/secretos/{clave}:/run/secrets/{clave}:ro,z"


@pytest.mark.parametrize("servicio", CON_CLAVE)
def test_cada_servicio_lee_de_un_archivo_la_clave_que_el_taller_le_da_en_su_entorno(servicio):
    (clave,) = re.findall(r"CLAVE_\w+", BASE[servicio]["environment"]["RABBIT_PASS"])

    assert SUYOS[servicio]["environment"]["RABBIT_PASS"] == ""  # vacía cuenta como no dada
    assert archivo_de(clave) in SUYOS[servicio]["volumes"]


def test_el_broker_tambien_y_con_todas():
    claves = {variable for variable in BASE["rabbitmq"]["environment"] if "CLAVE_" in variable}

    assert {SUYOS["rabbitmq"]["environment"][clave] for clave in claves} == {""}
    assert {archivo_de(clave) for clave in claves} <= set(SUYOS["rabbitmq"]["volumes"])


def claves_que_da_al_broker(carpeta):
    """Corre lo que corre el contenedor, con las claves de esa carpeta y `env` por broker."""
    bash, c, guion = SUYOS["rabbitmq"]["command"]
    for quita, pone in (("$$", "$"), ("/run/secrets", str(carpeta)), ("rabbitmq-server", "env")):
        guion = guion.replace(quita, pone)
    return subprocess.run([bash, c, guion], capture_output=True, text=True, check=False)


def test_el_broker_recibe_cada_clave_de_su_archivo(tmp_path):
    for clave in ("CLAVE_ADMIN", "CLAVE_WORKER"):
        (tmp_path / clave).write_text(f"de {clave}")

    dicho = claves_que_da_al_broker(tmp_path).stdout.splitlines()

    assert {"CLAVE_ADMIN=de CLAVE_ADMIN", "CLAVE_WORKER=de CLAVE_WORKER"} <= {*dicho}


@pytest.mark.parametrize("hacer", [Path.mkdir, Path.touch], ids=["carpeta", "vacia"])
def test_sin_una_clave_el_broker_no_arranca_y_dice_cual_y_que_hacer(tmp_path, hacer):
    (tmp_path / "CLAVE_ADMIN").write_text("una")
    hacer(tmp_path / "CLAVE_WORKER")

    hecho = claves_que_da_al_broker(tmp_path)

    assert hecho.returncode == 1
    assert hecho.stderr == "falta CLAVE_WORKER: corre despliegue/servidor/claves.sh\n"


@pytest.mark.parametrize("servicio", sorted({*PILA} - {"rabbitmq"}))
def test_las_claves_se_leen_como_en_swarm(servicio):
    for suyo in {"worker": ("worker", "worker1", "worker2")}.get(servicio, (servicio,)):
        assert SUYOS[suyo]["command"] == PILA[servicio]["command"]


@pytest.mark.parametrize("servicio", BASE)
def test_vuelve_quien_no_acaba_y_con_un_ajuste_malo_espera(servicio):
    vuelve = None if servicio in ACABAN else "unless-stopped"
    con_ajuste_malo = None if servicio in {*ACABAN, "rabbitmq"} else "espera"

    assert SUYOS[servicio].get("restart") == vuelve
    assert SUYOS[servicio]["environment"].get("AJUSTE_MALO") == con_ajuste_malo


def test_quien_acaba_no_lo_arranca_up():
    replicas = {n: (BASE[n].get("deploy") or SUYOS[n].get("deploy"))["replicas"] for n in ACABAN}

    assert replicas == dict.fromkeys(ACABAN, 0)


def test_al_broker_se_le_dice_la_memoria_que_de_verdad_tiene():
    broker, dicha = SUYOS["rabbitmq"], "total_memory_available_override_value = $(MEMORIA_BROKER)"

    assert broker["mem_limit"] == broker["memswap_limit"] == broker["environment"]["MEMORIA_BROKER"]
    assert dicha in (CARPETA / "93-servidor.conf").read_text().splitlines()


def test_no_publica_ningun_puerto():
    assert not [servicio for servicio, suyo in SUYOS.items() if "ports" in suyo]
