"""Los eventos: lo mismo que dice el registro, en listas y por una conexión aparte."""

import json
import statistics
import time
from itertools import pairwise

import pytest

from comun.modos.work_queue import MODO
from comun.tarea import Tarea


@pytest.fixture
def oyente(conectar):
    """Junta los mensajes de eventos_tareas hasta que una condición se cumple."""
    monitor = conectar("monitor")
    cola = monitor.queue_declare("", exclusive=True).method.queue
    monitor.queue_bind(cola, "eventos_tareas")
    mensajes = []

    def hasta(condicion, limite=20):
        fin = time.monotonic() + limite
        while time.monotonic() < fin:
            metodo, propiedades, cuerpo = monitor.basic_get(cola, auto_ack=True)
            if not metodo:
                monitor.connection.process_data_events(0.02)
                continue
            mensajes.append((propiedades, json.loads(cuerpo)))
            if condicion([hecho for _, lista in mensajes for hecho in lista]):
                return mensajes
        pytest.fail(f"no llegaron en {limite} s los eventos que se esperaban: {mensajes[-3:]}")

    return hasta


def verbos(hechos, quien):
    return [h["que"] for h in hechos if h["quien"] == quien and h["que"] != "latido"]


def test_al_parar_sale_lo_ultimo_que_se_conto(oyente, servicio):
    worker = servicio("worker")
    worker.esperar("listo")
    servicio("producer", TAREAS="1", COMPLEJIDAD="1")
    worker.esperar("] recibida ")
    worker.senal()  # en cuanto la completa sale, antes de que toque publicar

    oyente(lambda h: verbos(h, "worker1") == ["recibida", "completada"])


def test_cuentan_la_vida_de_cada_tarea(oyente, servicio):
    servicio("worker").esperar("listo")
    servicio("producer", TAREAS="2")

    mensajes = oyente(lambda h: len(verbos(h, "worker1")) == 4 and len(verbos(h, "producer")) == 2)

    hechos = [hecho for _, lista in mensajes for hecho in lista]
    assert verbos(hechos, "worker1") == ["recibida", "completada"] * 2
    assert all({"que", "quien", "id", "instante"} <= set(h) for h in hechos if h["que"] != "latido")
    datos = [(h.get("complejidad"), h.get("intento")) for h in hechos if h["que"] == "recibida"]
    assert datos == [(0, 1)] * 2
    segundos = [h["segundos"] for h in hechos if h["que"] == "completada"]
    assert len(segundos) == 2
    assert all(0 <= s < 1 for s in segundos)
    assert {propiedades.delivery_mode for propiedades, _ in mensajes} <= {None, 1}


def test_lo_que_no_sale_bien_tambien_es_un_evento_con_su_nombre(oyente, servicio, conectar):
    servicio("worker", FALLOS="1").esperar("listo")
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=0))
    servicio("producer", MODO="pub_sub", TAREAS="1")

    mensajes = oyente(
        lambda h: "descartada" in verbos(h, "worker1") and "devuelta" in verbos(h, "producer")
    )

    hechos = [hecho for _, lista in mensajes for hecho in lista]
    suyos = [h for h in hechos if h["quien"] == "worker1" and h["que"] in {"fallida", "descartada"}]
    assert [h["que"] for h in suyos] == ["fallida"] * 3 + ["descartada"]
    datos = [(h["id"], h["motivo"], h["intento"]) for h in suyos]
    assert datos == [("a-1", "fallo simulado", intento) for intento in (1, 2, 3, 4)]
    assert verbos(hechos, "producer") == ["devuelta"]


def test_sin_el_exchange_de_eventos_las_tareas_se_hacen_igual(conectar, servicio):
    conectar("admin").exchange_delete("eventos_tareas")
    worker = servicio("worker")
    productor = servicio("producer", TAREAS="3", COMPLEJIDAD="0.2")

    dicho = worker.esperar("] completada ", veces=3)

    productor.esperar("3 tareas enviadas y confirmadas")
    assert "Traceback" not in dicho + productor.dice()


def test_salen_como_mucho_cada_100_ms(oyente, servicio):
    worker = servicio("worker")
    worker.esperar("listo")
    servicio("producer", TAREAS="500")

    mensajes = oyente(lambda h: verbos(h, "worker1").count("completada") == 500)

    suyos = [lista for _, lista in mensajes if lista[0]["quien"] == "worker1"]
    ultimos = [lista[-1]["instante"] for lista in suyos]
    # entre dos lotes seguidos pasan 100 ms: lo último de uno es 100 ms más viejo que lo del próximo
    assert len(suyos) <= (ultimos[-1] - ultimos[0]) / 0.1 + 2
    assert all(antes <= despues for antes, despues in pairwise(ultimos))


def test_un_worker_da_senales_de_vida_cada_segundo(oyente, servicio):
    servicio("worker").esperar("listo")

    mensajes = oyente(lambda h: [x["que"] for x in h].count("latido") == 6)

    latidos = [h["instante"] for _, lista in mensajes for h in lista if h["que"] == "latido"]
    assert 0.8 < statistics.median(b - a for a, b in pairwise(latidos)) < 1.5
