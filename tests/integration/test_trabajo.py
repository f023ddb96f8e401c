"""Lo que haga el trabajo de quien usa el taller es cosa de su tarea, y no tumba al worker."""

import re
import shutil
import subprocess

import pytest

from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from tests.integration.intermediario import SIN_ACK_A_TIEMPO

(COLA,) = MODO.colas


def test_un_trabajo_que_llama_a_sys_exit_falla_y_el_worker_sigue(servicio):
    worker = servicio("worker", "tests.integration.trabajos.sale")
    servicio("producer", TAREAS="2")

    dicho = worker.esperar("descartada")

    assert dicho.count("-0001 · no hay nada que hacer · intento ") == 4
    assert "-0002 · 0.0 s\n" in dicho
    worker.senal()
    assert worker.estado() == 0


def test_el_que_pasa_de_plazo_ack_no_esta_completado_y_se_dice_que_cambiar(
    servicio, broker, vhost, conectar
):
    politica = broker.api(f"policies/{vhost}/tareas")
    politica["definition"] |= {"consumer-timeout": 1000}
    broker.api(f"policies/{vhost}/tareas", "PUT", politica)
    admin = conectar("admin")
    MODO.declarar(admin)
    worker = servicio("worker", PLAZO_ACK="1")
    worker.esperar("listo")
    MODO.publicar(admin, Tarea(id="a-1", complejidad=2.5))

    dicho = worker.esperar("pasó PLAZO_ACK (1 s) y el broker la devolvió a la cola: súbelo")

    assert re.search(r"sin_ack a-1 · 2\.\d s · pasó", dicho)
    assert "completada a-1" not in dicho
    worker.esperar("recibida a-1", veces=2)


def test_si_por_plazo_ack_el_broker_cierra_el_canal_se_dice_igual(
    servicio, intermediario, conectar
):
    """Lo que hacen los anteriores a 4.3."""
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto, PLAZO_ACK="1")
    worker.esperar("listo")
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=2))
    worker.esperar("recibida a-1")
    with pytest.raises(subprocess.TimeoutExpired):
        worker.estado(0.8)

    intermediario.dice(SIN_ACK_A_TIEMPO)

    assert re.search(r"sin_ack a-1 · 2\.\d s · pasó", worker.esperar("pasó PLAZO_ACK (1 s)"))


def test_si_borran_la_cola_con_una_tarea_en_mano_no_se_culpa_a_plazo_ack(servicio, conectar):
    admin = conectar("admin")
    worker = servicio("worker", PLAZO_ACK="2")
    worker.esperar("listo")
    MODO.publicar(admin, Tarea(id="a-1", complejidad=3))
    worker.esperar("recibida a-1")

    admin.queue_delete(COLA)

    dicho = worker.esperar("el broker canceló el consumo: puede repetirse")
    assert re.search(r"sin_ack a-1 · 3\.\d s · el broker", dicho)


def test_sin_donde_decir_que_esta_listo_trabaja_igual_y_lo_dice(servicio, intermediario, tmp_path):
    temporal = tmp_path / "tmp"
    temporal.mkdir()
    intermediario.fuera = True
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto, TMPDIR=str(temporal))
    worker.esperar("esperando a RabbitMQ")
    shutil.rmtree(temporal)
    intermediario.fuera = False

    worker.esperar(f"no se puede escribir {temporal / 'listo'}")
    servicio("producer", TAREAS="3")
    assert worker.esperar("] completada ", veces=3).count("] listo · ") == 1


def test_sin_conexion_el_health_check_lo_sabe(servicio, intermediario, tmp_path):
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto, TMPDIR=str(tmp_path))
    worker.esperar("listo")
    assert (tmp_path / "listo").exists()

    intermediario.fuera = True

    worker.esperar("conexión perdida")
    assert not (tmp_path / "listo").exists()


def test_lo_que_dejo_un_worker_muerto_no_dice_que_esta_listo(servicio, tmp_path):
    (tmp_path / "listo").touch()

    servicio("worker", RABBIT_PORT="1", TMPDIR=str(tmp_path)).esperar("esperando a RabbitMQ")

    assert not (tmp_path / "listo").exists()


def test_si_muere_un_hilo_del_trabajo_el_worker_sigue(servicio):
    worker = servicio("worker", "tests.integration.trabajos.hilo_suelto")
    servicio("producer", TAREAS="2")

    worker.esperar("] completada ", veces=2)


def test_si_muere_un_hilo_el_servicio_sale_con_1_y_no_parece_sano(servicio):
    worker = servicio("worker", "tests.integration.trabajos.hilo_roto")

    assert worker.estado() == 1
    assert "diario falló y sin él no se sigue" in worker.dice()


def test_en_pub_sub_lo_que_no_cabe_en_mano_espera_en_el_broker(servicio, broker, vhost):
    worker = servicio("worker", MODO="pub_sub", COMPLEJIDAD="5")
    worker.esperar("listo")
    servicio("producer", MODO="pub_sub", TAREAS="500", COMPLEJIDAD="5").esperar("500 tareas")

    def esperan():
        return sum(
            cola.get("messages", 0)
            for cola in broker.api(f"queues/{vhost}")
            if "amq" in cola["name"]
        )

    assert broker.esperar(lambda: 498 <= esperan() <= 499, 10)
