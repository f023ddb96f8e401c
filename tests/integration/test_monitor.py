"""Lo que dice el monitor son los números del broker, cada segundo."""

import re
import socket
import statistics
import time
from itertools import pairwise

from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from herramientas.contenedor.fallida import todas
from herramientas.contenedor.reintentar import reintentar
from tests.integration.intermediario import MONITOR_CANCELADO, Intermediario


def test_en_cola_no_cuenta_las_que_estan_en_proceso(servicio, conectar, monitor):
    admin = conectar("admin")
    MODO.declarar(admin)
    for numero in (1, 2, 3):
        MODO.publicar(admin, Tarea(id=f"a-{numero}", complejidad=20))
    servicio("worker").esperar("recibida a-1")

    monitor().esperar("Mensajes en cola: 2 (0 en pausa) · en proceso: 1 · workers: 1")


def test_dice_una_linea_cada_segundo(monitor):
    proceso = monitor()
    instantes = []
    for veces in range(1, 6):
        proceso.esperar("Mensajes en cola: 0", veces=veces)
        instantes.append(time.monotonic())

    assert 0.8 < statistics.median(b - a for a, b in pairwise(instantes)) < 2


def test_si_un_servidor_no_responde_pregunta_a_otro(monitor):
    varios = monitor("127.0.0.77")  # ahí no escucha nadie

    varios.esperar("Mensajes en cola: 0 (0 en pausa) · en proceso: 0 · workers: 0")
    assert "la API de RabbitMQ no responde" not in varios.dice()


def test_no_pregunta_a_traves_de_un_proxy(monitor):
    """Docker pone http_proxy en los contenedores si quien lo usa lo tiene: vería la clave."""
    monitor(http_proxy="http://127.0.0.1:9").esperar("Mensajes en cola: 0")


def test_si_el_broker_le_cancela_el_consumo_vuelve_a_escuchar(monitor, intermediario):
    proceso = monitor("127.0.0.1", RABBIT_PORT=intermediario.puerto)
    proceso.esperar("Mensajes en cola")

    intermediario.dice(MONITOR_CANCELADO)

    proceso.esperar("conexión perdida (el broker canceló el consumo")


def test_una_senal_no_espera_a_una_api_que_calla(servicio, broker):
    donde = "127.0.0.79"  # de esta máquina y de ninguna otra prueba: el puerto no se elige
    amqp = Intermediario(int(broker.entorno["PUERTO_AMQP"]), donde)
    with socket.create_server((donde, 15672)) as callada:
        callada.settimeout(20)
        proceso = servicio("monitor", RABBIT_HOST=donde, RABBIT_PORT=amqp.puerto)
        pregunta, _ = callada.accept()
        with pregunta:
            proceso.senal()

            assert proceso.estado() == 0
    amqp.cerrar()
    assert "no responde" not in proceso.dice()  # lo que diría de haberla esperado


def test_entre_dos_tareas_no_dice_que_todo_esta_hecho(servicio, monitor):
    servicio("worker").esperar("listo")
    vigila = monitor()
    servicio("producer", TAREAS="2", INTERVALO="6").esperar("2 tareas enviadas")

    dicho = vigila.esperar("todo hecho: ")

    assert re.findall("todo hecho: .* completadas", dicho) == ["todo hecho: 2 completadas"]


def test_dos_procesos_con_el_mismo_nombre_suman_los_dos(servicio, monitor):
    workers = [servicio("worker", WORKER_ID="1") for _ in range(2)]
    for worker in workers:
        worker.esperar("listo")
    vigila = monitor()

    for productor in [servicio("producer", TAREAS="10", INTERVALO="0.1") for _ in range(2)]:
        productor.esperar("10 tareas enviadas")

    dicho = vigila.esperar("todo hecho: 20 completadas")
    reparto = re.findall(r"worker1\.[0-9a-f]{6}: (\d+)", dicho)
    assert [len(reparto), sum(map(int, reparto))] == [2, 20]


def test_la_que_vuelve_con_reintentar_acaba_completada_una_vez(servicio, broker, conectar, monitor):
    vigila = monitor()
    vigila.esperar("Mensajes en cola")
    malo = servicio("worker", WORKER_ID="1", FALLOS="1")
    servicio("producer", TAREAS="1")
    malo.esperar("] descartada ")
    malo.senal()
    assert malo.estado() == 0
    admin = conectar("admin")
    servicio("worker", WORKER_ID="2").esperar("listo")

    broker.esperar(lambda: [*todas(admin)])  # ha llegado a tareas_fallidas
    admin.basic_nack(0, multiple=True, requeue=True)

    reintentar(admin, "", "reintentar.abc123")

    dicho = vigila.esperar("todo hecho: 1 completadas")
    linea = r"worker2: 1\) .* descartadas: 1 · repetidas: 0 · reintentadas: 1$"
    assert re.search(linea, dicho, re.MULTILINE)
