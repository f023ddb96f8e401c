"""El contrato de un modo: vale para cada archivo de comun/modos/, también para los que vengan.

Con los permisos y las políticas que se entregan: lo que el modo dice que pasa, pasa; y nada más.
"""

import random
import signal

import pytest

from comun import modos
from comun.familias.modo import FALLIDAS
from comun.tarea import Tarea
from comun.verbo import Verbo
from tests.integration.procesos import PACIENCIA

SEGUIDAS = 5  # miradas
UNA = {"TAREAS": "1", "COMPLEJIDAD": "0.2"}


def tipo(modo):
    return next(iter(modo.tipos), None)


def tarea(modo, numero=1):
    return Tarea(id=f"a-{numero}", tipo=tipo(modo))


def copias(modo):
    """A cuántas colas llega cada tarea de las pruebas."""
    return max(1, len(modo.colas_para(tipo(modo))))


def falla(semilla, intento):
    """Lo que sortea worker/trabajo.py para la tarea 1."""
    return random.Random(f"{semilla} 1 {intento}").random() < 0.5


@pytest.fixture
def trabaja(servicio, modo):
    """Arranca un worker del modo y espera a que esté suscrito."""

    def abrir(**ajustes):
        worker = servicio("worker", MODO=modo.nombre, **ajustes)
        worker.esperar(f"listo · modo {modo.nombre} · {modo.destino()}")
        return worker

    return abrir


@pytest.fixture
def envia(servicio, modo):
    """Unas tareas de un productor del modo, todas del mismo tipo."""

    def enviar(**ajustes):
        return servicio("producer", MODO=modo.nombre, TIPOS=tipo(modo) or "", **ajustes)

    return enviar


@pytest.fixture
def fallidas(conectar, broker):
    """Cuántas hay en tareas_fallidas, cuando son las que se esperan."""
    admin = conectar("admin")

    def hay(cuantas):
        miradas = []  # las que haya de más llegarían enseguida

        def son():
            miradas.append(admin.queue_declare(FALLIDAS, passive=True).method.message_count)
            return miradas[-SEGUIDAS:] == [cuantas] * SEGUIDAS

        return broker.esperar(son, PACIENCIA)

    return hay


def vacio(conectar, modo):
    """Si en las colas del modo no queda nada, y nadie lo tiene en la mano."""
    admin = conectar("admin")
    return all(
        admin.queue_delete(cola).method.message_count == 0
        for cola in modo.colas  # al borrarla, lo que alguien tuviera sin ack también cuenta
    )


def test_lo_publicado_llega_tal_cual(conectar, modo):
    worker = conectar("worker")
    (cola, *_) = modo.suscribir(worker)
    enviada = Tarea(id="a-1", complejidad=1, tipo=tipo(modo), datos={"mío": [1]})

    productor = conectar("producer")
    modo.declarar(productor)
    modo.publicar(productor, enviada)

    _, propiedades, cuerpo = next(worker.consume(cola, auto_ack=True, inactivity_timeout=5))
    assert modo.leer(cuerpo) == enviada
    assert propiedades.message_id == enviada.id


def test_declarar_dos_veces_no_es_un_error(conectar, modo):
    for usuario in ("producer", "worker"):
        channel = conectar(usuario)
        modo.declarar(channel)
        modo.declarar(channel)


def test_quien_se_suscribe_antes_de_publicar_no_se_pierde_nada(conectar, modo):
    worker = conectar("worker")
    (cola, *_) = modo.suscribir(worker)
    productor = conectar("producer")

    for numero in range(5):
        modo.publicar(productor, tarea(modo, numero))

    entregas = worker.consume(cola, auto_ack=True, inactivity_timeout=5)
    assert [modo.leer(next(entregas)[2]).numero for _ in range(5)] == [0, 1, 2, 3, 4]


def test_el_productor_y_el_worker_lo_usan_sin_mas(envia, conectar, modo, trabaja, fallidas):
    worker = trabaja()

    envia(TAREAS="2").esperar("2 tareas enviadas y confirmadas")

    dicho = worker.esperar("] completada ", veces=2 * copias(modo))
    worker.senal()
    assert worker.estado() == 0
    assert dicho.count("] recibida ") == 2 * copias(modo)
    assert vacio(conectar, modo)
    assert fallidas(0)


def test_lo_que_falla_una_vez_acaba_como_dice_el_modo(envia, modo, trabaja, fallidas):
    semilla = next(s for s in range(100) if falla(s, 1) and not falla(s, 2))
    worker = trabaja(FALLOS="0.5", SEMILLA=str(semilla))
    envia(**UNA)

    _, promesa = modo.final(1, bien=False, corte="")

    dicho = worker.esperar(f"· fallo simulado · {promesa}", veces=copias(modo))
    if modo.intentos > 1:
        dicho = worker.esperar("] completada ", veces=copias(modo))
    assert dicho.count("] recibida ") == min(2, modo.intentos) * copias(modo)
    assert fallidas(0)


def test_lo_que_falla_siempre_acaba_como_dice_el_modo(envia, modo, trabaja, fallidas):
    """Los intentos del modo son los del broker: ni uno más, ni se borra sin decirlo."""
    worker = trabaja(FALLOS="1")
    envia(**UNA)

    que, promesa = modo.final(modo.intentos, bien=False, corte="")

    dicho = worker.esperar(f"] {que} ", veces=copias(modo))
    assert dicho.count(f"· fallo simulado · {promesa}") == copias(modo)
    assert fallidas(copias(modo) if que is Verbo.DESCARTADA else 0)
    assert worker.dice().count("] recibida ") == modo.intentos * copias(modo)


def test_lo_que_no_es_una_tarea_acaba_como_dice_el_modo(conectar, modo, trabaja, fallidas):
    worker = trabaja()
    admin = conectar("admin")
    clave = modo.routing_key(tarea(modo))

    admin.basic_publish(modo.exchange, clave, b"hola")

    dicho = worker.esperar("descartada (sin id) · no es JSON · ", veces=copias(modo))
    assert fallidas(copias(modo) if f"pasa a {FALLIDAS}" in dicho else 0)


def test_si_el_worker_muere_con_una_la_hace_otro_o_no_hay_otro(
    envia, modo, trabaja, fallidas, conectar
):
    muere = trabaja()
    envia(TAREAS="1", COMPLEJIDAD="1")
    muere.esperar("] recibida ")

    muere.senal(signal.SIGKILL)

    otro = trabaja(WORKER_ID="2")
    if modo.intentos > 1:  # las otras copias, si las hay, estaban sin empezar: mueren también
        assert "· intento 2" in otro.esperar("] completada ", veces=copias(modo))
    otro.senal()
    assert otro.estado() == 0
    assert otro.dice().count("] recibida ") == (copias(modo) if modo.intentos > 1 else 0)
    assert vacio(conectar, modo)
    assert fallidas(0)


def test_los_que_se_entregan_con_el_taller_son_los_del_contrato():
    assert {"work_queue", "pub_sub", "routing"} <= set(modos.todos())
