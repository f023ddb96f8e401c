"""MODO=topics, de extremo a extremo: una tarea, una copia en cada cola que la pide."""

import pytest

pytestmark = pytest.mark.largo

UNA = {"MODO": "topics", "TIPOS": "norte.urgente.correo", "TAREAS": "1", "COMPLEJIDAD": "0.3"}


def test_cada_copia_se_hace_una_vez_y_el_monitor_las_cuenta(taller):
    taller.tanda("monitor", "panel", "worker1", "worker2", **UNA)

    resumen = taller.esperar(
        lambda: [li for li in taller.dice("monitor").splitlines() if "todo hecho" in li]
    )

    esperado = "3 completadas, copias de 1 tareas (worker1: 2 · worker2: 1)"
    assert f"todo hecho: {esperado} · intentos fallidos: 0 · descartadas: 0" in resumen[0]


def test_cada_linea_dice_de_que_cola_es_su_copia(taller):
    dicho = taller.dice("worker1") + taller.dice("worker2")

    for cola in ("tareas_del_norte", "tareas_urgentes", "tareas_de_correo"):
        assert dicho.count(f"· intento 1 · de {cola}\n") == 1
        assert dicho.count(f" s · de {cola}\n") == 1


def test_un_patron_no_vale_de_tipo(taller):
    taller.compose("rm", "-fs", "producer")
    taller.arrancar("--no-deps", "producer", **{**UNA, "TIPOS": "norte.#"})

    taller.esperar(
        lambda: "TIPOS=«norte.#» no es válido: se esperan tipos de tarea" in taller.dice("producer")
    )
