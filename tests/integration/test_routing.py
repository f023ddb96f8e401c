"""Lo propio de routing: cada tipo, su cola; un worker con varios hace una tarea cada vez."""

import json

import pytest

from comun.modos.routing import MODO
from comun.tarea import Tarea
from tests.integration.procesos import PACIENCIA

CHEVERE, REFLEXIVA = MODO.colas


@pytest.fixture
def envia(conectar):
    """Publica una tarea de un tipo, como el productor."""
    channel = conectar("producer")
    MODO.declarar(channel)

    def publicar(suyo, tipo, complejidad=0):
        MODO.publicar(channel, Tarea(id=suyo, tipo=tipo, complejidad=complejidad))

    return publicar


@pytest.fixture
def en_manos(broker, vhost):
    """Cuántas tiene sin ack cada cola, cuando son las que se esperan."""

    def tienen(*esperadas):
        def son():
            colas = [broker.api(f"queues/{vhost}/{cola}") for cola in MODO.colas]
            return [c.get("messages_unacknowledged") for c in colas] == [*esperadas]

        return broker.esperar(son, 10)

    return tienen


def routing(servicio, **ajustes):
    worker = servicio("worker", MODO="routing", **ajustes)
    worker.esperar("listo · modo routing")
    return worker


def test_cada_worker_toma_su_tipo(servicio):
    workers = [
        routing(servicio, WORKER_ID=n, ATIENDE=tipo)
        for n, tipo in (("1", "chevere"), ("2", "1/2,reflexiva"), ("3", "2/2"))
    ]

    destinos = [worker.dice().partition(" · modo ")[2].strip() for worker in workers]
    assert destinos == [
        f"routing · cola {CHEVERE}",
        f"routing · colas {CHEVERE}, {REFLEXIVA}",
        f"routing · cola {REFLEXIVA}",
    ]


def test_el_productor_envia_los_tipos_que_se_eligen(servicio):
    productor = servicio("producer", MODO="routing", TIPOS="reflexiva", TAREAS="5")

    assert productor.estado() == 0
    assert productor.dice().count("· tipo reflexiva · complejidad 0") == 5


def test_un_worker_que_llega_tarde_no_se_pierde_nada(servicio):
    servicio("producer", MODO="routing", TAREAS="5").esperar("5 tareas enviadas y confirmadas")

    worker = routing(servicio)

    assert worker.esperar("] completada ", veces=5).count("· intento 1\n") == 5


def test_con_la_version_del_curso_el_que_llega_tarde_se_la_pierde(servicio):
    """Una cola exclusiva por worker: lo enviado antes de suscribirse no lo recibe nadie."""
    productor = servicio("producer", MODO="del_curso", TAREAS="1", TIPOS="chevere")
    assert productor.estado() == 0
    assert "devuelta" in productor.dice()
    worker = servicio("worker", MODO="del_curso", ATIENDE="chevere")
    worker.esperar("listo")

    servicio("producer", MODO="del_curso", TAREAS="1", TIPOS="chevere")

    assert worker.esperar("] completada ").count("] recibida ") == 1


def test_con_dos_tipos_hace_una_tarea_cada_vez(servicio, envia):
    for numero in range(3):
        envia(f"c-{numero}", "chevere", 0.2)
        envia(f"r-{numero}", "reflexiva", 0.2)
    worker = routing(servicio)

    dicho = worker.esperar("] completada ", veces=6)

    hechos = [
        p[1] for li in dicho.splitlines() if (p := li.split())[1] in {"recibida", "completada"}
    ]
    assert hechos == ["recibida", "completada"] * 6


def test_con_dos_tipos_tiene_como_mucho_una_sin_ack_de_cada_uno(servicio, envia, en_manos):
    for numero in range(3):
        envia(f"c-{numero}", "chevere", 5)
        envia(f"r-{numero}", "reflexiva", 5)

    routing(servicio).esperar("] recibida ")

    assert en_manos(1, 1)


def test_al_parar_devuelve_la_que_no_ha_empezado_sin_gastarle_un_intento(servicio, envia, en_manos):
    envia("c-1", "chevere", 2)
    worker = routing(servicio)
    worker.esperar("recibida c-1")
    envia("r-1", "reflexiva")
    assert en_manos(1, 1)

    worker.senal()

    assert worker.estado() == 0
    assert "completada c-1" in worker.dice()
    assert "recibida r-1" not in worker.dice()
    assert "· intento 1\n" in routing(servicio, WORKER_ID="2").esperar("recibida r-1")


def test_la_que_pasa_de_plazo_ack_sin_empezar_no_se_hace(servicio, envia, broker, vhost):
    """La de otro tipo, que sí está en mano, sigue valiendo: su plazo no ha pasado."""
    politica = {"pattern": f"^{REFLEXIVA}$", "priority": 9, "apply-to": "queues"}
    definicion = broker.api(f"policies/{vhost}/tareas")["definition"]
    politica["definition"] = {**definicion, "consumer-timeout": 1000}
    broker.api(f"policies/{vhost}/corta", "PUT", politica)
    envia("c-1", "chevere", 4)
    worker = routing(servicio, PLAZO_ACK="600")
    worker.esperar("recibida c-1")
    envia("r-1", "reflexiva", 0)
    otro = routing(servicio, WORKER_ID="2", ATIENDE="reflexiva")

    otro.esperar("completada r-1")

    dicho = worker.esperar("listo", veces=2)  # pierde esa suscripción, y se suscribe otra vez
    assert "completada c-1" in dicho
    assert "recibida r-1" not in worker.dice()


def test_un_tipo_que_nadie_declaro_se_devuelve_se_dice_y_se_cuenta(servicio):
    productor = servicio("producer", "tests.integration.trabajos.otro_tipo", MODO="routing")

    assert productor.estado() == 0
    dicho = productor.dice()
    assert "devuelta a-1 · ninguna cola recibe el tipo «rara»" in dicho
    assert "1 tareas enviadas y confirmadas · 1 devueltas" in dicho


@pytest.mark.parametrize(
    ("tipo", "motivo"),
    [
        ({}, "le falta el tipo (en routing, por ejemplo, «chevere»)"),
        ({"tipo": ""}, "su tipo no es un texto de 1 a 200 bytes sin caracteres de control"),
        ({"tipo": 7}, "su tipo no es un texto de 1 a 200 bytes sin caracteres de control"),
    ],
)
def test_sin_un_tipo_que_valga_no_es_una_tarea(servicio, conectar, tipo, motivo):
    worker = routing(servicio)

    cuerpo = json.dumps({"id": "ajena", **tipo}).encode()
    conectar("admin").basic_publish("", CHEVERE, cuerpo)

    worker.esperar(f"descartada (sin id) · {motivo} · pasa a tareas_fallidas")


def test_si_borran_la_cola_de_un_tipo_se_declara_otra_vez(servicio, conectar, envia):
    worker = routing(servicio)

    conectar("admin").queue_delete(REFLEXIVA)

    worker.esperar("listo", veces=2)
    envia("r-1", "reflexiva")
    worker.esperar("completada r-1", PACIENCIA)
