"""Lo que se decide fuera, en un taller de verdad: el plazo de un ack y el proxy de Docker."""

import json

import pytest

from herramientas.sistema.taller import WORKERS, Taller

PROXY = "http://127.0.0.1:9"  # no hay ninguno: quien lo use no llega a la API


@pytest.fixture(scope="module")
def taller(tmp_path_factory):
    """Con el proxy que Docker da a los contenedores si lo tiene quien los arranca."""
    de_docker = tmp_path_factory.mktemp("docker")
    proxies = {"proxies": {"default": {"httpProxy": PROXY}}}
    (de_docker / "config.json").write_text(json.dumps(proxies))
    ajustes = {"PLAZO_ACK": "2", "TAREAS": "1", "COMPLEJIDAD": "4"}
    with Taller(DOCKER_CONFIG=str(de_docker), **ajustes) as taller:
        taller.arrancar()
        yield taller


def test_el_proxy_de_docker_no_llega_a_la_api_del_broker(taller):
    assert f"HTTP_PROXY={PROXY}" in taller.estado("monitor")["Config"]["Env"]

    taller.esperar(lambda: "Mensajes en cola: " in taller.dice("monitor"))
    taller.sano("panel")
    assert "la API" not in taller.dice("panel")


def test_la_tarea_que_dura_mas_que_plazo_ack_no_se_da_por_hecha(taller):
    def dicho():
        return "\n".join(map(taller.dice, WORKERS))

    taller.esperar(lambda: dicho().count("sin_ack ") >= 3)

    assert dicho().count("pasó PLAZO_ACK (2 s) y el broker la devolvió a la cola: súbelo") >= 3
    assert "completada " not in dicho()
