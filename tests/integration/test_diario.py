"""El diario: lo que dice el registro, en lotes numerados, en un stream que se lee entero tarde."""

import signal
import time
from itertools import pairwise

import pika
import pytest

from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from seguimiento.lector import Lector


@pytest.fixture
def leer(broker, vhost):
    """Lee el diario desde el principio hasta que se cumple una condición con sus lotes."""
    abiertas = []

    def hasta(condicion, limite=20):
        suyas = pika.PlainCredentials("monitor", "monitor")
        donde = ("127.0.0.1", int(broker.entorno["PUERTO_AMQP"]), vhost, suyas)
        conexion = pika.BlockingConnection(pika.ConnectionParameters(*donde))
        abiertas.append(conexion)
        lotes = []
        atender = Lector("prueba", lotes.append).suscribir(conexion)
        fin = time.monotonic() + limite
        while not condicion(lotes):
            assert time.monotonic() < fin, f"en {limite} s no llegó: {lotes[-3:]}"
            atender(0.05)
        return lotes

    yield hasta
    for conexion in abiertas:
        conexion.close()


def hechos(lotes, quien):
    return [hecho for lote in lotes if lote.nombre == quien for hecho in lote.hechos]


def verbos(lotes, quien):
    return [hecho.verbo for hecho in hechos(lotes, quien)]


def test_quien_llega_tarde_lo_lee_todo(leer, servicio):
    worker = servicio("worker")
    worker.esperar("listo")
    productor = servicio("producer", TAREAS="2")
    productor.esperar("2 tareas enviadas")
    assert productor.estado() == 0
    worker.esperar("] completada ", veces=2)
    worker.senal()
    assert worker.estado() == 0

    lotes = leer(lambda lotes: sum(lote.fin for lote in lotes) == 2)

    assert verbos(lotes, "worker1") == ["lista"] + ["recibida", "completada"] * 2
    assert verbos(lotes, "producer") == ["enviada"] * 2
    datos = {(h.verbo, h.complejidad, h.intento) for h in hechos(lotes, "worker1")[1:3]}
    assert datos == {("recibida", 0, 1), ("completada", None, 1)}
    for quien in ("worker1", "producer"):
        numeros = [lote.numero for lote in lotes if lote.nombre == quien]
        assert numeros == [*range(1, len(numeros) + 1)]


def test_al_parar_sale_lo_ultimo_que_se_conto(leer, servicio):
    worker = servicio("worker")
    worker.esperar("listo")
    servicio("producer", TAREAS="1", COMPLEJIDAD="1")
    worker.esperar("] recibida ")
    worker.senal()  # en cuanto la completa sale, antes de que toque escribir

    lotes = leer(lambda lotes: any(lote.fin for lote in lotes if lote.nombre == "worker1"))

    assert verbos(lotes, "worker1") == ["lista", "recibida", "completada"]


def test_lo_que_no_sale_bien_tambien_es_un_hecho_con_su_nombre(leer, servicio, conectar):
    servicio("worker", FALLOS="1").esperar("listo")
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=0))
    servicio("producer", MODO="pub_sub", TAREAS="1")

    lotes = leer(
        lambda lotes: (
            "descartada" in verbos(lotes, "worker1") and "devuelta" in verbos(lotes, "producer")
        )
    )

    suyos = [h for h in hechos(lotes, "worker1") if h.verbo in {"fallida", "descartada"}]
    assert [h.verbo for h in suyos] == ["fallida"] * 3 + ["descartada"]
    datos = [(h.id, h.motivo, h.intento) for h in suyos]
    assert datos == [("a-1", "fallo simulado", intento) for intento in (1, 2, 3, 4)]


def test_el_final_de_una_entrega_dice_que_intento_era(leer, servicio, conectar):
    uno = servicio("worker")
    uno.esperar("listo")
    MODO.publicar(conectar("admin"), Tarea(id="a-1", complejidad=1))
    uno.esperar("] recibida ")
    uno.senal(signal.SIGKILL)
    servicio("worker", WORKER_ID="2")

    lotes = leer(lambda lotes: "completada" in verbos(lotes, "worker2"))

    suyos = [(h.verbo, h.intento) for h in hechos(lotes, "worker2")]
    assert suyos == [("lista", 1), ("recibida", 2), ("completada", 2)]


def test_sin_permiso_para_escribir_el_diario_tambien(servicio, broker, vhost):
    permisos = {"configure": ".*", "write": r"^(amq\.default|tareas_.*)$", "read": ".*"}
    broker.api(f"permissions/{vhost}/worker", "PUT", permisos)
    worker = servicio("worker")
    servicio("producer", TAREAS="3", COMPLEJIDAD="0.2").esperar("3 tareas enviadas")

    worker.esperar("] completada ", veces=3)
    worker.esperar("el diario no se puede escribir (al usuario le falta el permiso")


@pytest.mark.parametrize(
    ("como", "porque"),
    [
        (lambda c: c.exchange_delete("eventos_tareas"), "falta eventos_tareas"),
        (lambda c: c.queue_delete("eventos"), "falta el stream eventos"),
    ],
    ids=["exchange", "stream"],
)
def test_sin_diario_las_tareas_se_hacen_igual_y_se_dice(conectar, servicio, como, porque):
    como(conectar("admin"))
    worker = servicio("worker")
    productor = servicio("producer", TAREAS="3", COMPLEJIDAD="0.2")

    dicho = worker.esperar("] completada ", veces=3)

    productor.esperar("3 tareas enviadas y confirmadas")
    assert "Traceback" not in dicho + productor.dice()
    worker.esperar(f"el diario no se puede escribir ({porque}")


def test_salen_como_mucho_cada_100_ms(leer, servicio):
    servicio("worker").esperar("listo")
    servicio("producer", TAREAS="500")

    lotes = leer(lambda lotes: verbos(lotes, "worker1").count("completada") == 500)

    suyos = [lote.instante for lote in lotes if lote.nombre == "worker1"]
    assert min(despues - antes for antes, despues in pairwise(suyos)) > 0.09


def test_tras_un_corte_sigue_el_mismo_lote(leer, servicio, intermediario):
    worker = servicio("worker", RABBIT_PORT=intermediario.puerto)
    worker.esperar("listo")
    servicio("producer", TAREAS="50", COMPLEJIDAD="0.3").esperar("50 tareas enviadas")
    worker.esperar("] completada ")

    intermediario.quieto = True  # hay un lote en el aire cuando se corta
    intermediario.espera_al_diario()
    intermediario.fuera, intermediario.quieto = True, False
    worker.esperar("conexión perdida")
    intermediario.fuera = False

    worker.esperar("] listo · ", veces=2)
    lotes = leer(lambda lotes: verbos(lotes, "worker1").count("lista") == 2)
    suyos = {lote.numero: lote for lote in lotes if lote.nombre == "worker1"}
    assert sorted(suyos) == [*range(1, len(suyos) + 1)]


def test_lo_que_no_es_un_lote_se_pasa_por_alto(leer, servicio, conectar):
    for cuerpo in (b"hola", b"[]", b'{"proceso": 1}', b"\xff" * 1000):
        conectar("worker").basic_publish("eventos_tareas", "", cuerpo)

    servicio("worker").esperar("listo")

    assert leer(lambda lotes: lotes)[0].nombre == "worker1"
