"""El trabajo principal; cada prueba arranca su propia tanda. Con fallos: tests/caos/."""

import re
import statistics
import time

import pytest

from taller.libro import en_mano


def hace(cuando):
    """Segundos desde un instante."""
    return time.time() - cuando


def test_las_diez_tareas_se_hacen_una_vez_y_entre_los_dos(taller):
    taller.arrancar(COMPLEJIDAD="0.5", INTERVALO="0.1")

    libro = taller.terminada()

    assert (len(libro.enviadas), libro.completadas, libro.repetidas) == (10, 10, 0)
    assert all(libro.reparto().values())


def test_el_monitor_cuenta_hasta_cero(taller):
    taller.esperar(lambda: "todo hecho: 10 completadas" in taller.dice("monitor"))

    assert "Mensajes en cola: 0 (0 en pausa) · en proceso: 0 · workers: 2" in taller.dice("monitor")


def test_la_interfaz_ensena_conexiones_con_nombre_y_latido_de_5_s(taller):
    workers = {"worker1", "worker1-eventos", "worker2", "worker2-eventos"}
    de_cada_uno = {*workers, "monitor", "panel"}

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


@pytest.mark.largo
def test_de_un_worker_muerto_se_sabe_en_menos_de_5_s_y_que_tenia_en_mano(taller):
    taller.arrancar(COMPLEJIDAD="5", INTERVALO="0", TAREAS="2")

    def lleva_un_segundo():  # que el monitor ya lo sepa
        tarea = en_mano(taller.dice("worker1"))
        recibida = [c for c, t in taller.lineas("worker1") if tarea and f"recibida {tarea} " in t]
        return tarea if recibida and hace(recibida[-1]) > 1 else ""

    tarea = taller.esperar(lleva_un_segundo)
    muerte = time.time()
    taller.docker("kill", "worker1")

    aviso = f"worker1 no da señales de vida, con {tarea} en mano"
    dichas = taller.esperar(lambda: [c for c, t in taller.lineas("monitor") if aviso in t])

    assert dichas[0] - muerte < 5


@pytest.mark.largo
def test_del_que_vuelve_tambien_se_sabe(taller):
    taller.docker("start", "worker1")

    taller.esperar(lambda: "worker1 da señales otra vez" in taller.dice("monitor"))
    taller.terminada()


def test_lo_que_siempre_falla_acaba_en_tareas_fallidas_tras_4_intentos(taller):
    taller.arrancar(FALLOS="1", COMPLEJIDAD="0", INTERVALO="0", TAREAS="2")

    taller.esperar(lambda: len(taller.libro().descartadas) == 2)

    intentos = re.findall(r"intento (\d) de 4", taller.dice("worker1") + taller.dice("worker2"))
    assert sorted(intentos) == ["1", "1", "2", "2", "3", "3", "4", "4"]
    cola = "queues/%2f/tareas_fallidas"
    taller.esperar(lambda: taller.api(cola).get("messages") == 2)
