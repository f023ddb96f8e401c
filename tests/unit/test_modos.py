import ast
import json
import re
from pathlib import Path

import pytest

from comun import modos

RAIZ = Path(__file__).parents[2]
FICHEROS = [f for f in (RAIZ / "comun/modos").glob("*.py") if f.name != "__init__.py"]


@pytest.mark.parametrize("nombre", modos.todos())
def test_un_modo_se_llama_como_su_fichero(nombre):
    assert modos.todos()[nombre].nombre == nombre


def test_los_intentos_del_modo_son_los_de_la_politica_del_broker():
    politicas = json.loads((RAIZ / "rabbitmq/definiciones.json").read_text())["policies"]
    (suya,) = (p["definition"] for p in politicas if p["name"] == "tareas_distribuidas")

    assert modos.todos()["work_queue"].intentos == suya["delivery-limit"] + 1


def test_nadie_pregunta_por_el_nombre_del_modo():
    servicios = ["comun", "producer", "worker", "monitor", "panel"]
    codigo = [f for s in servicios for f in (RAIZ / s).rglob("*.py")]
    pregunta = re.compile(r"modo(\.nombre)? (==|!=|in) [({\[]?[\"']\w")

    assert [f.name for f in codigo if pregunta.search(f.read_text())] == []


@pytest.mark.parametrize("fichero", FICHEROS, ids=lambda f: f.stem)
def test_un_modo_es_un_dibujo_y_datos(fichero):
    dibujo, *resto = ast.parse(fichero.read_text()).body

    assert "──▶" in ast.literal_eval(dibujo.value)
    assert [type(parte) for parte in resto] == [ast.ImportFrom, ast.Assign]
