"""Las órdenes `fallidas` y `reintentar`: sobre el canal de una prueba, y con su usuario."""

import re
import time

import pytest
from pika import BasicProperties, exceptions

from comun.familias.modo import FALLIDAS
from comun.modos.routing import MODO as ROUTING
from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from herramientas.contenedor.fallida import todas
from herramientas.contenedor.fallidas import mirar
from herramientas.contenedor.reintentar import reintentar
from seguimiento.lector import Lector

(COLA,) = MODO.colas


@pytest.fixture
def admin(conectar):
    """Un canal con tres tareas fallidas, en orden."""
    admin = conectar("admin")
    MODO.declarar(admin)
    for numero in (1, 2, 3):
        cuerpo = Tarea(id=f"a-{numero}", complejidad=0).a_json()
        propias = BasicProperties(message_id=f"a-{numero}", headers={"mia": 1})
        admin.basic_publish("", COLA, cuerpo, propias)
    for metodo, _, _ in admin.consume(COLA, inactivity_timeout=5):
        admin.basic_reject(metodo.delivery_tag, requeue=False)
        if metodo.delivery_tag == 3:
            break
    admin.cancel()
    fin = time.monotonic() + 10
    while len([*todas(admin)]) < 3:  # nack y no cancel, que contaría como intento
        admin.basic_nack(0, multiple=True, requeue=True)
        assert time.monotonic() < fin, "las tres no han llegado a tareas_fallidas en 10 s"
        admin.connection.process_data_events(0.05)
    admin.basic_nack(0, multiple=True, requeue=True)
    return admin


@pytest.fixture
def diario(conectar, broker):
    """Da los hechos del diario, cuando tiene dos lotes."""
    lotes = []
    atender = Lector("prueba", lotes.append).suscribir(conectar("monitor").connection)

    def leer():
        broker.esperar(lambda: atender(0.05) or len(lotes) == 2, 10)
        assert [lote.numero for lote in lotes] == [1, 2]
        return [(hecho.verbo, hecho.id) for lote in lotes for hecho in lote.hechos]

    return leer


def cola_llena(admin):
    """Si ya no admite otra: se entera con la primera."""
    try:
        admin.basic_publish("", COLA, b"{}")
    except exceptions.NackError:
        return True
    return False


def rechazada(admin, broker, cola, cuerpo):
    """Publica un mensaje en una cola, lo rechaza y espera a que esté en tareas_fallidas."""
    admin.basic_publish("", cola, cuerpo)
    metodo, _, _ = broker.esperar(lambda: (e := admin.basic_get(cola))[0] and e, 10)
    admin.basic_reject(metodo.delivery_tag, requeue=False)

    def llegada():
        halladas = [*todas(admin)]
        admin.basic_nack(0, multiple=True, requeue=True)
        return halladas

    broker.esperar(llegada, 10)


def devuelve(channel, elegida=""):
    return reintentar(channel, elegida, "reintentar.abc123")


def ids(channel, cola):
    hallados = []
    while (entrega := channel.basic_get(cola))[0]:
        hallados.append(Tarea.de_json(entrega[2]).id)
    return hallados


def quedan(channel):
    """Da los ids de tareas_fallidas cuando ya son tres: la que alguien tenía vuelve luego."""
    hallados, fin = [], time.monotonic() + 10
    while len(hallados) < 3 and time.monotonic() < fin:
        hallados += ids(channel, FALLIDAS)
        channel.connection.process_data_events(0.05)
    return sorted(hallados)


def test_mirar_25_veces_no_cambia_nada(admin, capsys):
    vistas = set()
    for _ in range(25):
        mirar(admin)
        vistas.add(capsys.readouterr().out.replace("1 s", "0 s").replace("2 s", "0 s"))

    assert len(vistas) == 1
    texto = vistas.pop()
    assert texto.startswith("3 en tareas_fallidas\n")
    assert "a-1            no es una tarea     tareas_distribuidas         1" in texto
    assert ids(admin, FALLIDAS) == ["a-1", "a-2", "a-3"]


def test_reintentar_las_devuelve_todas_sin_las_marcas_del_broker(admin, capsys):
    assert devuelve(admin) == ""

    assert capsys.readouterr().out == "3 de vuelta en tareas_distribuidas\n"
    assert ids(admin, FALLIDAS) == []
    _, propiedades, _ = admin.basic_get(COLA)
    assert propiedades.headers == {"mia": 1}
    assert (propiedades.message_id, propiedades.delivery_mode) == ("a-1", 2)


def test_reintentar_una_deja_las_demas(admin):
    assert devuelve(admin, "a-2") == ""

    assert ids(admin, COLA) == ["a-2"]
    demas = [*todas(admin)]
    assert {d.id: d.propiedades.headers["x-delivery-count"] for d in demas} == {"a-1": 1, "a-3": 1}


def test_reintentar_una_que_no_esta_lo_dice(admin):
    assert "no hay ninguna con id «otra»" in devuelve(admin, "otra")


def test_un_corte_a_medias_repite_y_no_pierde(admin, conectar, monkeypatch):
    def corte(_tag):
        raise KeyboardInterrupt  # entre el confirm y el ack

    monkeypatch.setattr(admin, "basic_ack", corte)
    with pytest.raises(KeyboardInterrupt):
        devuelve(admin)
    admin.connection.close()

    otro = conectar("admin")
    assert ids(otro, COLA) == ["a-1"]
    assert quedan(otro) == ["a-1", "a-2", "a-3"]


def test_lo_que_el_broker_no_confirma_no_se_quita(admin, broker, vhost, diario):
    llena = {"max-length": 0, "overflow": "reject-publish"}
    politica = {"pattern": f"^{COLA}$", "definition": llena, "priority": 100}
    broker.api(f"policies/{vhost}/llena", "PUT", politica)
    broker.esperar(lambda: cola_llena(admin), 10)
    sin_confirmar = admin.connection.channel()  # como el que abre la orden

    with pytest.raises(exceptions.NackError):
        devuelve(sin_confirmar)
    sin_confirmar.close()

    assert quedan(admin) == ["a-1", "a-2", "a-3"]
    assert diario() == [("reintentada", "a-1"), ("descartada", "a-1")]


def test_la_que_agoto_sus_intentos_lo_dice_con_cuantos(conectar, broker, capsys):
    admin = conectar("admin")
    MODO.declarar(admin)
    MODO.publicar(admin, Tarea(id="mala", complejidad=0))
    for metodo, _, _ in admin.consume(COLA, inactivity_timeout=5):
        admin.basic_reject(metodo.delivery_tag, requeue=True)
        if metodo.delivery_tag == MODO.intentos:
            break
    admin.cancel()

    def listada():
        mirar(admin)
        return "mala " in (dicho := capsys.readouterr().out) and dicho

    assert re.search(rf"mala +agotó sus intentos +{COLA} +4 +\d s ", broker.esperar(listada, 10))


def test_un_id_con_espacios_se_puede_copiar_de_la_lista(conectar, broker):
    admin = conectar("admin")
    MODO.declarar(admin)
    rechazada(admin, broker, COLA, Tarea(id="la 1").a_json())

    assert devuelve(admin, r"la\x201") == ""
    assert ids(admin, COLA) == ["la 1"]


def test_cada_una_vuelve_a_la_cola_de_donde_vino(conectar, broker, capsys):
    admin = conectar("admin")
    for modo, cola in ((ROUTING, "tareas_reflexiva"), (MODO, COLA)):
        modo.declarar(admin)
        rechazada(admin, broker, cola, Tarea(id=f"de {cola}", tipo="reflexiva").a_json())

    assert devuelve(admin) == ""

    assert ids(admin, "tareas_reflexiva") == ["de tareas_reflexiva"]
    assert ids(admin, COLA) == [f"de {COLA}"]
    assert "1 de vuelta en tareas_reflexiva\n" in capsys.readouterr().out


def test_si_borraron_su_cola_se_quedan_y_se_dice(admin, capsys):
    admin.queue_delete(COLA)

    dicho = devuelve(admin)

    assert dicho == (
        "en tareas_fallidas se quedan 3 (a-1, a-2, a-3): su cola, tareas_distribuidas, no existe;"
        " la crean los workers de MODO=work_queue"
    )
    assert capsys.readouterr().out == ""
    assert ids(admin, FALLIDAS) == ["a-1", "a-2", "a-3"]


def test_la_que_no_pudo_volver_no_queda_en_el_diario_como_si_esperara(admin, diario):
    admin.queue_delete(COLA)

    devuelve(admin)

    assert diario() == [("reintentada", "a-1"), ("descartada", "a-1")]


@pytest.mark.parametrize(
    "cabeceras", [None, {"x-death": [{"queue": "eventos"}]}, {"x-death": "hola"}, {"x-death": [1]}]
)
def test_la_que_no_viene_de_la_cola_de_un_modo_se_queda_y_se_dice(conectar, cabeceras):
    admin = conectar("admin")
    MODO.declarar(admin)
    cuerpo = Tarea(id="ajena").a_json()
    admin.basic_publish("", FALLIDAS, cuerpo, BasicProperties(headers=cabeceras))

    assert "se quedan 1 (ajena): el broker no apuntó" in devuelve(admin)
    assert ids(admin, FALLIDAS) == ["ajena"]


def test_al_usuario_de_las_herramientas_le_basta_con_sus_permisos(admin, herramienta):
    vistas = herramienta("fallidas")
    devueltas = herramienta("reintentar", "a-2")

    assert (vistas.returncode, vistas.stderr) == (0, "")
    assert vistas.stdout.startswith("3 en tareas_fallidas\n")
    assert (devueltas.returncode, devueltas.stderr) == (0, "")
    assert devueltas.stdout == "1 de vuelta en tareas_distribuidas\n"
    assert ids(admin, COLA) == ["a-2"]


def test_lo_que_va_mal_sale_con_1_y_una_linea(herramienta):
    hecho = herramienta("reintentar", "otra")

    assert (hecho.returncode, hecho.stdout) == (1, "")
    dicho = "no hay ninguna con id «otra» en tareas_fallidas: fallidas las lista"
    assert hecho.stderr == f"[reintentar] {dicho}\n"


@pytest.mark.parametrize("orden", ["fallidas", "reintentar", "demo"])
def test_sin_taller_en_marcha_se_dice_y_no_se_insiste(herramienta, orden):
    hecho = herramienta(orden, RABBIT_HOST="localhost,127.0.0.1", RABBIT_PORT="1")

    assert hecho.returncode == 1
    assert "no se llega al broker (todavía no escucha en ese puerto): ¿está en" in hecho.stderr
    assert hecho.stderr.count("\n") == 1


def test_si_un_servidor_no_contesta_se_entra_en_otro(herramienta):
    for _ in range(4):  # se eligen al azar
        hecho = herramienta("fallidas", RABBIT_HOST="127.0.0.2,127.0.0.1")

        assert hecho.stdout == "0 en tareas_fallidas\n"
