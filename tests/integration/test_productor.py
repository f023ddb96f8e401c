"""El productor no da por enviada ninguna que no lo esté, ni se calla ninguna."""

import re
import subprocess

import pytest

from comun.modos.work_queue import MODO
from comun.tarea import Tarea
from tests.integration.intermediario import (
    BLOQUEADA,
    CANAL_CIERRA,
    CLOSE_OK,
    CONFIRMARA,
    DESBLOQUEADA,
)

(COLA,) = MODO.colas


def enviadas(productor):
    return re.findall(r"\] enviada (\S+) ", productor.dice())


def test_si_le_borran_la_cola_la_declara_y_repite_la_que_volvio(servicio, conectar):
    admin = conectar("admin")
    productor = servicio("producer", TAREAS="30", INTERVALO="0.2")
    productor.esperar("-0001")

    admin.queue_delete(COLA)

    productor.esperar("(su cola no existe): se repite")
    productor.esperar("30 tareas enviadas y confirmadas")
    assert sorted(enviadas(productor)) == sorted(set(enviadas(productor)))
    (vuelta,) = set(re.findall(r"vuelve (\S+) ", productor.dice()))
    en_cola = [Tarea.de_json(admin.basic_get(COLA)[2]).id for _ in range(2)]
    assert vuelta in en_cola


def test_al_parar_espera_los_confirms_que_faltan(servicio, intermediario):
    intermediario.frena = CONFIRMARA
    productor = servicio("producer", TAREAS="3", RABBIT_PORT=intermediario.puerto)
    intermediario.espera_frenado()  # ha publicado las tres, y nadie las confirma
    productor.senal()
    with pytest.raises(subprocess.TimeoutExpired):
        productor.estado(0.3)

    intermediario.quieto = False

    assert productor.estado(3) == 0
    assert "3 tareas enviadas y confirmadas\n" in productor.dice()


@pytest.mark.parametrize(
    ("como", "metodo"), [("traga", CLOSE_OK), ("calla", CANAL_CIERRA)], ids=["cortada", "congelada"]
)
def test_con_todo_confirmado_acaba_aunque_no_contesten_a_la_despedida(
    servicio, intermediario, como, metodo
):
    """O se corta la conexión, o el broker se congela."""
    setattr(intermediario, como, metodo)
    productor = servicio("producer", TAREAS="3", RABBIT_PORT=intermediario.puerto)

    assert productor.estado(5) == 0
    assert "conexión perdida" not in productor.dice()
    assert "3 tareas enviadas y confirmadas\n" in productor.dice()


def test_en_pub_sub_perdida_la_conexion_con_las_ultimas_acaba_sin_esperar_al_broker(
    servicio, intermediario
):
    intermediario.frena = CONFIRMARA
    donde = {"RABBIT_PORT": intermediario.puerto}
    productor = servicio("producer", MODO="pub_sub", TAREAS="3", INTERVALO="0", **donde)
    intermediario.espera_frenado()

    intermediario.fuera, intermediario.quieto = True, False

    assert productor.estado(5) == 0
    assert "0 tareas enviadas y confirmadas · 3 sin confirmar" in productor.dice()


def test_sin_permiso_para_publicar_sale_y_dice_la_que_no_sabe_si_llego(servicio, broker, vhost):
    permisos = {"configure": ".*", "write": "^(eventos_tareas|tareas_.*)$", "read": ".*"}
    broker.api(f"permissions/{vhost}/producer", "PUT", permisos)
    productor = servicio("producer", TAREAS="0", INTERVALO="0.01")

    assert productor.estado() == 1
    assert "le falta un permiso" in productor.errores()
    assert "-0001: no se repite" in productor.dice()


def test_al_parar_dice_las_que_esperaban_repetirse(servicio, broker, vhost):
    llena = {"max-length": 1, "overflow": "reject-publish"}
    politica = {"pattern": "^tareas_distribuidas$", "definition": llena, "priority": 100}
    broker.api(f"policies/{vhost}/llena", "PUT", politica)
    productor = servicio("producer", TAREAS="0", INTERVALO="0.1")
    productor.esperar("(el broker no la acepta): se repite")

    productor.senal()

    assert productor.estado(4) == 0
    dicho = productor.dice()
    dudosas = set(re.findall(r"sin confirmar (\S+): no se repite", dicho))
    assert set(re.findall(r"vuelve (\S+) ", dicho)) <= dudosas
    resumen = f"{len(enviadas(productor))} tareas enviadas y confirmadas · {len(dudosas)} sin"
    assert resumen in dicho


def test_una_segunda_senal_sale_con_130_sin_esperar_confirms(servicio, intermediario):
    intermediario.calla = CONFIRMARA
    productor = servicio("producer", TAREAS="3", RABBIT_PORT=intermediario.puerto)
    productor.esperar("el broker no confirma")
    productor.senal()
    with pytest.raises(subprocess.TimeoutExpired):  # espera los confirms
        productor.estado(0.3)

    productor.senal()

    assert productor.estado(1) == 130


def test_mientras_dura_una_alarma_no_publica(servicio, intermediario):
    productor = servicio("producer", TAREAS="0", INTERVALO="0.05", RABBIT_PORT=intermediario.puerto)
    productor.esperar("-0005")

    intermediario.dice(BLOQUEADA)

    productor.esperar("el broker no acepta mensajes nuevos")
    with pytest.raises(subprocess.TimeoutExpired):  # a quien ya iba de camino, se le confirma
        productor.estado(0.3)
    antes = len(enviadas(productor))
    with pytest.raises(subprocess.TimeoutExpired):
        productor.estado(0.5)
    assert len(enviadas(productor)) == antes
    intermediario.dice(DESBLOQUEADA)
    productor.esperar(f"-{antes + 1:04} ")


def test_la_complejidad_de_un_rango_con_decimales_cae_dentro(servicio):
    productor = servicio("producer", TAREAS="20", COMPLEJIDAD="0.5-1.25")

    dicho = productor.esperar("20 tareas enviadas y confirmadas")

    complejidades = [float(c) for c in re.findall(r"complejidad (\S+)", dicho)]
    assert len(set(complejidades)) > 2
    assert all(0.5 <= c <= 1.25 for c in complejidades)


def test_si_las_tareas_tardan_en_darse_se_envian_segun_llegan_y_se_para_enseguida(servicio):
    productor = servicio("producer", "tests.integration.trabajos.tareas_lentas")
    productor.esperar("enviada a-3", 2)

    productor.senal()

    assert productor.estado(3) == 0
    assert productor.dice().count("] enviada ") < 50
