"""Basta con Docker y su complemento compose: con ellos se corre cada orden de los README."""

import re

import pytest

from tests.e2e.ordenes import RecienLlegado, bloques

pytestmark = [pytest.mark.largo, pytest.mark.timeout(600)]

# El inglés repite órdenes del español: cada una se corre una vez. Al cambiar de experimento no se
# espera a que los workers acaben lo que tienen, salvo donde el bloque acaba en `demo`; donde el
# ejemplo no dice su complejidad, es corto.
ORDENES = dict.fromkeys(bloques("README.md") + bloques("README.en.md"))
PRISA = {"GRACIA": "1s", "COMPLEJIDAD": "0.5"}
CON = "docker compose -f docker-compose.yml -f ejemplos/{}.yml up -d --build"
MODO = re.compile(r"ejemplos/(pub_sub|routing|topics)")
HERRAMIENTA = "docker compose run --rm herramientas"


@pytest.fixture(scope="module")
def recien_llegado(taller, tmp_path_factory):
    return RecienLlegado(tmp_path_factory.mktemp("llega"), **taller.entorno, **PRISA)


def test_se_mata_un_worker_y_no_se_pierde_nada(taller, recien_llegado):
    recien_llegado.pega(CON.format("reparto"))
    taller.esperar(lambda: "] recibida " in taller.dice("worker1"))

    dicho = recien_llegado.pega(f"docker kill worker1\n{HERRAMIENTA} demo")

    assert "· intento 2" in recien_llegado.pega("docker logs worker2")
    assert re.search(r"perdidas +0\n", dicho)


def test_lo_que_falla_se_lista_se_arregla_y_se_devuelve(taller, recien_llegado):
    recien_llegado.pega(f"{CON.format('fallos')}\n{HERRAMIENTA} demo")
    fallidas = recien_llegado.pega(f"{HERRAMIENTA} fallidas")
    mala = re.findall(r"^(\S+) +agotó", fallidas, re.MULTILINE)[-1]
    recien_llegado.pega("docker compose up -d --build")

    dicho = recien_llegado.pega(f"{HERRAMIENTA} reintentar {mala}")

    assert "1 de vuelta en tareas_distribuidas\n" in dicho
    taller.esperar(
        lambda: any(f"] completada {mala} " in taller.dice(w) for w in ("worker1", "worker2"))
    )


def test_cada_bloque_de_ordenes_de_los_readme_acaba_bien(taller, recien_llegado):
    for orden in ORDENES:
        dicho = recien_llegado.pega(orden)

        if f"{HERRAMIENTA} demo" in orden:
            assert re.search(r"perdidas +0\n", dicho), orden
        for modo in MODO.findall(orden):
            taller.esperar(lambda m=modo: f"] listo · modo {m} · " in taller.dice("worker1"))
