"""encolar, como la llama otro programa: confirmada o una excepción, nunca en silencio."""

import gc
import re
import socket
import statistics
import time
from contextlib import suppress
from pathlib import Path

import pytest

from comun.modos.pub_sub import MODO as PUB_SUB
from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from herramientas.sistema.docker import RAIZ
from producer import encolar as modulo
from producer.encolar import NoEncolada, encolar
from tests.integration.intermediario import CONFIRMADA, CONFIRMARA

LECTURA = (RAIZ / "docs/tu-trabajo.md").read_text()
TCP = socket.AF_INET, socket.SOCK_STREAM
UNA = Tarea(id="pedido-7", datos={"archivo": "foto.png"})


@pytest.fixture
def entorno(broker, vhost):
    puerto = broker.entorno["PUERTO_AMQP"]
    quien = dict.fromkeys(("RABBIT_USER", "RABBIT_PASS"), "producer")
    return {"RABBIT_HOST": "127.0.0.1", "RABBIT_PORT": puerto, "RABBIT_VHOST": vhost, **quien}


def test_cuando_vuelve_estan_en_la_cola(entorno, conectar):
    otra = Tarea(id="pedido-8")

    encolar(UNA, otra, entorno=entorno)

    admin = conectar("admin")
    llegadas = [Tarea.de_json(admin.basic_get("tareas_distribuidas")[2]) for _ in range(2)]
    assert llegadas == [UNA, otra]


def test_cada_llamada_cuesta_menos_de_una_decima(entorno):
    segundos = []
    for _ in range(10):
        inicio = time.monotonic()
        encolar(UNA, entorno=entorno)
        segundos.append(time.monotonic() - inicio)

    assert statistics.median(segundos) < 0.1


def test_las_diez_lineas_del_documento_hacen_lo_que_dicen(entorno, conectar, monkeypatch, capsys):
    (lineas,) = re.findall(r"```python\n(.*?encolar.*?)```", LECTURA, re.DOTALL)
    for variable, valor in entorno.items():
        monkeypatch.setenv(variable, valor)

    exec(lineas, {})  # noqa: S102 # las del documento

    assert capsys.readouterr().out == "confirmada pedido-7\n"
    assert Tarea.de_json(conectar("admin").basic_get("tareas_distribuidas")[2]).id == "pedido-7"


@pytest.mark.parametrize("mal", [{"RABBIT_PORT": "1"}, {"MODO": "routing"}, {"MODO": "pub_sub"}])
def test_y_si_no_se_confirma_dicen_por_que(entorno, monkeypatch, capsys, mal):
    (lineas,) = re.findall(r"```python\n(.*?encolar.*?)```", LECTURA, re.DOTALL)
    for variable, valor in {**entorno, **mal}.items():
        monkeypatch.setenv(variable, valor)

    exec(lineas, {})  # noqa: S102 # las del documento

    assert "pedido-7: " in capsys.readouterr().out


def test_lo_encolado_lo_hace_un_worker(entorno, servicio):
    worker = servicio("worker")

    encolar(UNA, entorno=entorno)

    assert "recibida pedido-7 · con datos · intento 1" in worker.esperar("completada pedido-7")


@pytest.fixture
def sin_recolector():
    """Python no cierra por su cuenta un socket que nadie usa ya."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("sin_recolector")
def test_la_conexion_se_cierra(entorno):
    antes = conectados_a(entorno["RABBIT_PORT"])

    for _ in range(3):
        encolar(UNA, entorno=entorno)

    assert conectados_a(entorno["RABBIT_PORT"]) <= antes


@pytest.mark.usefixtures("sin_recolector")
@pytest.mark.parametrize(
    "congela", [{"quieto": True}, {"frena": CONFIRMARA}, {"calla": CONFIRMADA}]
)
def test_con_un_broker_que_calla_tambien_se_cierra_la_conexion(
    entorno, intermediario, monkeypatch, congela
):
    """Se congela en el saludo, con las tareas publicadas, o en la despedida."""
    monkeypatch.setattr(modulo, "PLAZO", 1.0)
    vars(intermediario).update(congela)

    with suppress(NoEncolada):
        encolar(UNA, entorno={**entorno, "RABBIT_PORT": intermediario.puerto})

    assert conectados_a(intermediario.puerto) == set()


def conectados_a(puerto):
    """Da los puertos de este proceso que están conectados con ese."""
    broker = ("127.0.0.1", int(puerto))
    puertos = set()
    for fd in filter(Path.is_socket, Path("/proc/self/fd").iterdir()):
        with suppress(OSError), socket.fromfd(int(fd.name), *TCP) as copia:
            if copia.getpeername() == broker:
                puertos.add(copia.getsockname()[1])
    return puertos


@pytest.mark.parametrize(("modo", "veces"), [(PUB_SUB, 1), (MODO, 2)])
def test_la_que_no_se_confirma_va_a_otro_servidor_si_el_modo_la_repite(
    entorno, intermediario, conectar, modo, veces
):
    """En pub_sub la recibirían otra vez los que ya la tienen."""
    admin = conectar("admin")
    (cola,) = modo.suscribir(admin)
    intermediario.traga = CONFIRMADA
    hosts = {"RABBIT_HOST": "127.0.0.1,127.0.0.1", "RABBIT_PORT": str(intermediario.puerto)}

    with pytest.raises(NoEncolada, match="sin confirmar pedido-7: se cortó"):
        encolar(UNA, entorno={**entorno, **hosts, "MODO": modo.nombre})

    assert [bool(admin.basic_get(cola)[0]) for _ in range(veces + 1)] == [True] * veces + [False]


def test_sin_broker_falla_y_dice_por_que(entorno):
    with pytest.raises(NoEncolada, match=r"^sin confirmar pedido-7: todavía no escucha"):
        encolar(UNA, entorno={**entorno, "RABBIT_PORT": "1"})


def test_prueba_todos_los_servidores(entorno, conectar):
    encolar(UNA, entorno={**entorno, "RABBIT_HOST": "no-existe.invalid,127.0.0.1"})

    assert conectar("admin").basic_get("tareas_distribuidas")[2] == UNA.a_json()


def test_con_otra_clave_dice_que_revisar(entorno):
    with pytest.raises(NoEncolada, match="rechaza la clave del usuario «producer»"):
        encolar(UNA, entorno={**entorno, "RABBIT_PASS": "otra"})


def test_un_broker_que_calla_no_la_deja_esperando(entorno, intermediario, monkeypatch):
    monkeypatch.setattr(modulo, "PLAZO", 1.0)
    intermediario.quieto = True

    with pytest.raises(NoEncolada, match="no responde en 1 s"):
        encolar(UNA, entorno={**entorno, "RABBIT_PORT": str(intermediario.puerto)})


def test_la_que_el_broker_no_acepta_es_una_excepcion(entorno, broker, vhost, conectar):
    MODO.declarar(conectar("admin"))
    llena = {"max-length": 0, "overflow": "reject-publish"}
    politica = {"pattern": "^tareas_distribuidas$", "definition": llena, "priority": 100}
    broker.api(f"policies/{vhost}/llena", "PUT", politica)

    encolar(UNA, entorno=entorno)  # la cola se entera entonces de que está llena

    with pytest.raises(NoEncolada, match="el broker no la acepta"):
        encolar(UNA, entorno=entorno)


def test_en_pub_sub_sin_nadie_es_una_excepcion(entorno):
    with pytest.raises(NoEncolada, match="sin confirmar pedido-7: 0 suscriptores"):
        encolar(UNA, entorno={**entorno, "MODO": "pub_sub"})


def test_en_routing_sin_tipo_es_una_excepcion(entorno):
    with pytest.raises(NoEncolada, match=r"^no se encola pedido-7: le falta el tipo"):
        encolar(UNA, entorno={**entorno, "MODO": "routing"})


def test_en_routing_con_un_tipo_que_nadie_recibe_es_una_excepcion(entorno):
    rara = Tarea(id="a-1", tipo="rara")

    with pytest.raises(NoEncolada, match="ninguna cola recibe el tipo «rara»"):
        encolar(rara, entorno={**entorno, "MODO": "routing"})
