"""Los archivos de ejemplos/: los ajustes de un experimento, iguales para los seis servicios."""

import re

import pytest
import yaml

from comun import modos
from comun.servicio.ajustes import Ajustes
from herramientas.sistema.docker import RAIZ

EJEMPLOS = sorted((RAIZ / "ejemplos").glob("*.yml"))
COMPOSE = yaml.safe_load((RAIZ / "docker-compose.yml").read_text())["services"]
SEIS = {"producer", "worker1", "worker2", "worker", "monitor", "panel"}
# Los que compose toma de fuera con su nombre; RABBIT_USER o WORKER_ID son de cada servicio
AJUSTABLES = {
    nombre
    for servicio in SEIS
    for nombre, valor in COMPOSE[servicio]["environment"].items()
    if valor.startswith(f"${{{nombre}:-")
}
DEL_BROKER = set(re.findall(r"\$\{(\w+)", str(COMPOSE["rabbitmq"])))
# Los que se enseñan: un modo nuevo funciona sin un archivo de estos
MODOS = re.search(r"# El patrón: (.+)", (RAIZ / ".env.example").read_text())[1]
cada_uno = pytest.mark.parametrize("archivo", EJEMPLOS, ids=lambda archivo: archivo.stem)


def ajustes(archivo):
    """Lo que da un ejemplo a un servicio, que es lo mismo para todos."""
    servicios = yaml.safe_load(archivo.read_text())["services"]
    primero, *demas = servicios.values()
    assert demas == [primero] * 5
    return primero["environment"]


@cada_uno
def test_da_lo_mismo_a_los_seis_servicios_y_nada_mas_que_ajustes(archivo):
    servicios = yaml.safe_load(archivo.read_text())["services"]

    assert set(servicios) == SEIS
    assert all(set(servicio) == {"environment"} for servicio in servicios.values())
    assert ajustes(archivo)


@cada_uno
def test_sus_ajustes_existen_y_son_validos(archivo):
    dados = ajustes(archivo)

    assert {"MODO", "TAREAS", "FALLOS"} <= AJUSTABLES
    assert all(isinstance(valor, str) for valor in dados.values())  # 1-5 y 0.5, entre comillas
    assert set(dados) <= AJUSTABLES
    Ajustes.de_entorno(dados)


@cada_uno
def test_no_da_nada_que_lea_el_broker(archivo):
    """El broker no está en el archivo: lo suyo sería distinto para los servicios y para él."""
    assert {"CLAVE_WORKER", "PLAZO_ACK", "PUERTO_UI"} <= DEL_BROKER
    assert not DEL_BROKER & set(ajustes(archivo))


@cada_uno
def test_dice_con_que_orden_se_usa(archivo):
    orden = f"docker compose -f docker-compose.yml -f ejemplos/{archivo.name} up -d --build"

    assert f"#   {orden}\n" in archivo.read_text()


@pytest.mark.parametrize("modo", re.split(", | o ", MODOS))
def test_cada_modo_tiene_el_suyo_con_su_nombre(modo):
    assert modo in modos.todos()
    assert ajustes(RAIZ / f"ejemplos/{modo}.yml")["MODO"] == modo


def test_el_que_cambia_de_modo_lo_dice_en_su_nombre():
    for archivo in EJEMPLOS:
        if modo := ajustes(archivo).get("MODO"):
            assert archivo.stem.startswith(modo)


@pytest.mark.parametrize("lectura", ["README.md", "README.en.md", "panel/web/js/conceptos.js"])
def test_los_ejemplos_que_se_nombran_existen(lectura):
    texto = (RAIZ / lectura).read_text()
    nombrados = re.findall(r'(?:ejemplos/|arranque\([^)]*")(\w+)(?:\.yml|"\))', texto)

    assert nombrados
    assert set(nombrados) <= {archivo.stem for archivo in EJEMPLOS}
