"""Lo que GitHub corre: en qué máquinas, con qué acciones y con qué se abre un Codespace."""

import json
import os
import re
import subprocess

import yaml

from comun.servicio.ajustes import Ajustes
from herramientas.sistema.docker import RAIZ

TRABAJO = yaml.safe_load((RAIZ / ".github/workflows/ci.yml").read_text())["jobs"]["pruebas"]
CON_NODE_24 = {"checkout": 5, "setup-python": 6, "upload-artifact": 6}  # desde qué versión
CODESPACE = json.loads(  # sin sus comentarios
    re.sub(r"(?m)^ *//.*", "", (RAIZ / ".devcontainer/devcontainer.json").read_text())
)
AMQP = 5672  # no es web
COMPOSE = yaml.safe_load((RAIZ / "docker-compose.yml").read_text())["services"]


def test_las_maquinas_son_de_una_version_y_no_la_ultima_que_haya():
    maquinas = TRABAJO["strategy"]["matrix"]["maquina"]

    assert maquinas
    assert all(re.fullmatch(r"ubuntu-\d\d\.\d\d", maquina) for maquina in maquinas)


def test_las_acciones_son_de_las_que_corren_con_node_24():
    usadas = re.findall(r"actions/([\w-]+)@v(\d+)", json.dumps(TRABAJO))

    assert usadas
    assert all(int(version) >= CON_NODE_24[accion] for accion, version in usadas)


def test_de_lo_que_falla_se_guarda_lo_que_dejan_las_pruebas():
    (guarda,) = [paso for paso in TRABAJO["steps"] if "upload-artifact" in paso.get("uses", "")]

    assert guarda["if"] == "failure()"
    assert guarda["with"]["include-hidden-files"]  # si no, .cache no se sube
    assert f'"{guarda["with"]["path"]}"' in (RAIZ / "tests/conftest.py").read_text()


def test_en_un_codespace_se_abren_los_puertos_web_que_publica_el_taller():
    publicados = [
        int(re.search(r":(\d+)$", puerto)[1])
        for servicio in COMPOSE.values()
        for puerto in servicio.get("ports", [])
    ]

    assert {*CODESPACE["forwardPorts"]} == {*publicados} - {AMQP}
    assert {*map(int, CODESPACE["portsAttributes"])} == {*CODESPACE["forwardPorts"]}


def crea(carpeta, nombre):
    """Corre lo que se corre al crear un Codespace, y otra vez, como al rehacerlo; da su .env."""
    suyo = {"PATH": os.environ["PATH"], **({"CODESPACE_NAME": nombre} if nombre else {})}
    for _ in range(2):
        orden = ["sh", "-ec", CODESPACE["postCreateCommand"]]
        subprocess.run(orden, cwd=carpeta, env=suyo, check=True)
    escrito = carpeta / ".env"
    return escrito.read_text().splitlines() if escrito.exists() else []


def test_el_panel_atiende_al_nombre_con_que_se_abre_en_un_codespace(tmp_path):
    (linea,) = crea(tmp_path, "cuddly-disco-x5rv")

    hosts = Ajustes.de_entorno(dict([linea.split("=")])).panel_hosts
    assert hosts == ("localhost", "cuddly-disco-x5rv-8080.app.github.dev")


def test_fuera_de_github_o_con_otro_ya_puesto_no_se_toca(tmp_path):
    assert crea(tmp_path, "") == []

    (tmp_path / ".env").write_text("PANEL_HOSTS=mio\n")
    assert crea(tmp_path, "cuddly-disco-x5rv") == ["PANEL_HOSTS=mio"]


def test_un_codespace_arranca_el_taller_con_la_primera_orden_del_readme():
    primera = re.search(r"```bash\n(.+)\n", (RAIZ / "README.md").read_text(encoding="utf-8"))[1]

    assert CODESPACE["postStartCommand"] == primera
