"""El trabajo principal; cada prueba arranca su propia tanda. Con fallos: tests/caos/."""

import re
import statistics
import time

import pytest

from herramientas.sistema.docker import orden
from herramientas.sistema.lineas import en_mano
from herramientas.sistema.taller import WORKERS

RAPIDA = {"COMPLEJIDAD": "0.5", "INTERVALO": "0.1"}


def test_las_diez_tareas_se_hacen_una_vez_y_entre_los_dos(taller):
    desde = taller.tanda(**RAPIDA)

    recuento = taller.terminada(desde=desde)

    assert (len(recuento.enviadas), recuento.completadas, recuento.repetidas) == (10, 10, 0)
    assert all(recuento.reparto().values())


def test_el_monitor_cuenta_hasta_cero(taller):
    taller.tanda("monitor", *WORKERS, COMPLEJIDAD="1", INTERVALO="0.1")

    # Un monitor nuevo lee todo el diario, y antes puede resumir la tanda de otra prueba
    hasta_el_final = re.compile(r".* en cola: [1-9].*todo hecho: 10 completadas", re.DOTALL)
    dicho = taller.esperar(
        lambda: (m := hasta_el_final.match(taller.dice("monitor"))) and m[0], limite=60
    )

    cuentas = [int(n) for n in re.findall(r"Mensajes en cola: (\d+) ", dicho)]
    cima = cuentas.index(max(cuentas))
    assert max(cuentas) > 0
    assert cuentas[cima:] == sorted(cuentas[cima:], reverse=True)
    assert cuentas[-1] == 0
    despues = dicho[dicho.index(f"Mensajes en cola: {max(cuentas)} ") :]
    assert "Mensajes en cola: 0 (0 en pausa) · en proceso: 0 · workers: 2" in despues


def test_la_interfaz_muestra_conexiones_con_nombre_y_latido_de_5_s(taller):
    workers = {"worker1", "worker1-diario", "worker2", "worker2-diario"}
    de_cada_uno = {*workers, "monitor", "panel"}
    taller.terminada(desde=taller.tanda(**RAPIDA))

    def conexiones():
        return {c["servicio"]: c["timeout"] for c in taller.conexiones()}

    taller.esperar(lambda: conexiones() == dict.fromkeys(de_cada_uno, 5))


def test_los_numeros_de_la_api_van_con_menos_de_3_s_de_retraso(taller):
    taller.terminada(desde=taller.tanda(**RAPIDA))

    def en_fallidas():
        return taller.api("queues/%2f/tareas_fallidas").get("messages")

    retrasos = []
    for cuantas in (1, 2, 3):
        taller.publicar_en_cola("no es una tarea")
        inicio = time.monotonic()
        taller.esperar(lambda c=cuantas: en_fallidas() == c)
        retrasos.append(time.monotonic() - inicio)
    taller.api("queues/%2f/tareas_fallidas/contents", "DELETE")
    assert statistics.median(retrasos) < 3  # por defecto, hasta 5 s


@pytest.mark.compose
@pytest.mark.largo
def test_la_segunda_tanda_envia_otras_10_y_down_conserva_la_cola(taller):
    desde = taller.tanda(**RAPIDA)
    # hasta que acabe, y no solo que lo diga: a quien aún corre, up no lo arranca otra vez
    taller.esperar(lambda: not taller.estado("producer")["State"]["Running"])

    taller.arrancar(**RAPIDA)

    taller.esperar(lambda: taller.dice("producer").count("10 tareas enviadas y confirmadas") == 2)
    # por los registros: la API va hasta 2 s por detrás, y aún diría 0 de la tanda anterior
    assert len(set(taller.terminada(desde=desde).enviadas)) == 20
    taller.compose("stop", *WORKERS)
    taller.publicar_en_cola("la que espera")

    orden("make", "down", entorno=taller.entorno)
    taller.arrancar("rabbitmq")

    taller.sano("rabbitmq")

    def espera_una():
        try:
            return taller.api("queues/%2f/tareas_distribuidas").get("messages") == 1
        except OSError:  # recién arrancado, la API aún puede responder que no
            return False

    taller.esperar(espera_una)
    taller.vaciar()


@pytest.mark.largo
def test_de_un_worker_muerto_se_sabe_en_menos_de_5_s_y_que_tenia_en_mano(taller):
    taller.arrancar("monitor", *WORKERS)
    taller.esperar(lambda: "Mensajes en cola" in taller.dice("monitor"))  # desde aquí, escucha
    inicio = taller.tanda(COMPLEJIDAD="5", INTERVALO="0", TAREAS="2")

    def lleva_un_segundo():  # que el monitor ya lo sepa
        lineas = taller.lineas("worker1", inicio)
        tarea = en_mano(lineas)
        recibida = [li.instante for li in lineas if tarea and li.tarea == tarea]
        return tarea if recibida and time.time() - recibida[-1] > 1 else ""

    tarea = taller.esperar(lleva_un_segundo)
    taller.docker("kill", "worker1")
    muerte = taller.murio("worker1")

    aviso = f"worker1 no da señales de vida, con {tarea} en mano"
    dicha = taller.esperar(lambda: [li for li in taller.lineas("monitor") if aviso in li.texto])
    assert dicha[0].instante - muerte < 5

    taller.docker("start", "worker1")
    taller.esperar(lambda: "worker1 da señales otra vez" in taller.dice("monitor", muerte))
    taller.terminada(desde=inicio)
