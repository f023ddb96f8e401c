"""El trabajo principal y sus experimentos; cada prueba arranca su propia tanda."""

import re
import statistics
import time

import pytest


def en_mano(taller, servicio):
    """El id de la tarea que un worker tiene a medias, si tiene una."""
    dicho = re.findall(r"\] (recibida|completada) (\S+)", taller.dice(servicio))
    return dicho[-1][1] if dicho and dicho[-1][0] == "recibida" else None


def test_las_diez_tareas_se_hacen_una_vez_y_entre_los_dos(taller):
    taller.arrancar(COMPLEJIDAD="0.5", INTERVALO="0.1")

    libro = taller.terminada()

    assert (len(libro.enviadas), libro.completadas, libro.repetidas) == (10, 10, 0)
    assert all(libro.reparto().values())


def test_el_monitor_cuenta_hasta_cero(taller):
    taller.esperar(lambda: "todo hecho: 10 completadas" in taller.dice("monitor"))

    assert "Mensajes en cola: 0 (0 en pausa) · en proceso: 0 · workers: 2" in taller.dice("monitor")


def test_la_interfaz_ensena_conexiones_con_nombre_y_latido_de_5_s(taller):
    de_cada_uno = {"worker1", "worker1-eventos", "worker2", "worker2-eventos", "monitor"}

    def conexiones():
        return {c["user_provided_name"]: c.get("timeout") for c in taller.api("connections")}

    taller.esperar(lambda: conexiones() == dict.fromkeys(de_cada_uno, 5))


def test_los_numeros_de_la_api_van_con_menos_de_3_s_de_retraso(taller):
    def en_fallidas():
        return taller.api("queues/%2f/tareas_fallidas").get("messages")

    retrasos = []
    for cuantas in (1, 2, 3):
        taller.publicar_en_cola(b"no es una tarea")
        inicio = time.monotonic()
        taller.esperar(lambda c=cuantas: en_fallidas() == c)
        retrasos.append(time.monotonic() - inicio)
    taller.api("queues/%2f/tareas_fallidas/contents", "DELETE")
    assert statistics.median(retrasos) < 3  # de fábrica, hasta 5 s


def test_parado_en_plena_tarea_la_termina_y_sale_con_0(taller):
    taller.arrancar("--force-recreate", "producer", COMPLEJIDAD="2", INTERVALO="0", TAREAS="3")
    tarea = taller.esperar(lambda: en_mano(taller, "worker1"))

    taller.docker("stop", "worker1")

    assert f"completada {tarea} " in taller.dice("worker1")
    assert taller.estado("worker1")["State"]["ExitCode"] == 0
    taller.docker("start", "worker1")
    assert taller.terminada().repetidas == 0


def test_la_tarea_de_un_worker_muerto_la_hace_el_otro(taller):
    taller.arrancar("--force-recreate", "producer", COMPLEJIDAD="2", INTERVALO="0", TAREAS="3")
    tarea = taller.esperar(lambda: en_mano(taller, "worker1"))

    taller.docker("kill", "worker1")

    taller.esperar(lambda: f"completada {tarea} " in taller.dice("worker2"))
    assert f"recibida {tarea} · complejidad 2 · intento 2" in taller.dice("worker2")
    taller.docker("start", "worker1")
    taller.terminada()


def test_con_el_broker_reiniciado_todo_vuelve_y_nada_se_pierde(taller):
    taller.arrancar("--force-recreate", "producer", COMPLEJIDAD="0.5", INTERVALO="0.5")
    taller.esperar(lambda: len(taller.libro().enviadas) >= 3)

    taller.docker("restart", "rabbitmq")

    assert taller.terminada().faltan == 0
    assert all(taller.estado(f"worker{n}")["State"]["Running"] for n in (1, 2))


def test_lo_que_siempre_falla_acaba_en_tareas_fallidas_tras_4_intentos(taller):
    taller.arrancar(FALLOS="1", COMPLEJIDAD="0", INTERVALO="0", TAREAS="2")

    taller.esperar(lambda: len(taller.libro().descartadas) == 2)

    intentos = re.findall(r"intento (\d) de 4", taller.dice("worker1") + taller.dice("worker2"))
    assert sorted(intentos) == ["1", "1", "2", "2", "3", "3", "4", "4"]
    cola = "queues/%2f/tareas_fallidas"
    taller.esperar(lambda: taller.api(cola).get("messages") == 2)


@pytest.mark.largo
def test_con_el_broker_parado_todos_esperan_y_luego_terminan(taller):
    taller.arrancar(COMPLEJIDAD="0.5", INTERVALO="0.5")
    taller.esperar(lambda: len(taller.libro().enviadas) >= 3)

    taller.docker("stop", "rabbitmq")
    for servicio in ("producer", "worker1", "worker2", "monitor"):
        taller.esperar(lambda s=servicio: "el broker no está en marcha" in taller.dice(s))
    taller.docker("start", "rabbitmq")

    assert taller.terminada().faltan == 0
    assert [taller.estado(f"worker{n}")["RestartCount"] for n in (1, 2)] == [0, 0]
