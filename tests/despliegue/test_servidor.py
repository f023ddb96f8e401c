"""En un servidor propio quien se cae vuelve, con sus tareas, y ninguna clave se ve."""

import json
from contextlib import suppress

import pytest

from herramientas.sistema.docker import orden
from herramientas.sistema.lineas import en_mano, ids
from herramientas.sistema.taller import WORKERS
from tests.despliegue.servidor import SIEMPRE

pytestmark = [pytest.mark.largo, pytest.mark.timeout(240)]
MATA = 'for p in /proc/[0-9]*; do grep -q ^python "$p/cmdline" && kill -9 "${p#/proc/}"; done'
MALO = "MODO=«otro» no es válido"


@pytest.mark.compose
def test_arrancarlo_no_envia_tareas_de_muestra(servidor):
    servidor.compose("rm", "-fs", "producer")

    servidor.arrancar()

    nombres = orden("docker", "ps", "-a", "--format", "{{.Names}}").split()
    assert f"{servidor.prefijo}panel" in nombres
    assert f"{servidor.prefijo}producer" not in nombres


def test_un_worker_que_se_cae_vuelve_solo_y_no_se_pierde_nada(servidor):
    antes = servidor.vueltas("worker1")
    desde = servidor.envia(20, COMPLEJIDAD="0.5")
    servidor.esperar(lambda: en_mano(servidor.lineas("worker1", desde)))
    with suppress(RuntimeError):  # quien da el golpe cae con su contenedor
        servidor.dentro("worker1", "sh", "-c", MATA)

    recuento = servidor.terminada(desde=desde)

    assert servidor.vueltas("worker1") == antes + 1
    assert (recuento.completadas, recuento.perdidas) == (20, set())


def test_un_broker_que_se_cae_vuelve_solo_y_no_se_pierde_nada(servidor):
    antes = servidor.vueltas("rabbitmq")
    desde = servidor.envia(20, COMPLEJIDAD="0.5")
    servidor.esperar(lambda: en_mano(servidor.lineas("worker1", desde)))
    with suppress(RuntimeError):  # quien da el golpe cae con su contenedor
        servidor.dentro("rabbitmq", "rabbitmqctl", "eval", "erlang:halt(1).")

    recuento = servidor.terminada(desde=desde)

    assert servidor.vueltas("rabbitmq") > antes
    assert (recuento.completadas, recuento.perdidas) == (20, set())


def test_una_tarea_que_acaba_con_la_memoria_se_aparta_y_las_demas_se_hacen(servidor):
    servidor.vaciar()
    antes = sum(map(servidor.vueltas, WORKERS))
    desde = servidor.envia(1, COMPLEJIDAD="600")
    (glotona,) = ids("enviada", servidor.dice("producer"))

    recuento = servidor.terminada(desde=servidor.envia(10, COMPLEJIDAD="0.3"))

    fallidas = "queues/%2f/tareas_fallidas"
    servidor.esperar(lambda: servidor.api(fallidas)["messages"] == 1)
    assert (recuento.completadas, recuento.perdidas) == (10, set())
    recibidas = [x for w in WORKERS for x in servidor.lineas(w, desde) if x.tarea == glotona]
    assert {linea.verbo for linea in recibidas} == {"recibida"}  # ni falló ni se descartó: murió
    assert sum(map(servidor.vueltas, WORKERS)) == antes + len(recibidas) == antes + 4


@pytest.mark.compose
def test_la_herramienta_lista_y_devuelve_lo_apartado_con_su_clave_y_por_tls(servidor):
    def herramienta(*palabras):
        return servidor.compose("run", "--rm", "-T", "herramientas", *palabras)

    servidor.vaciar()
    servidor.arrancar("--no-deps", *WORKERS, FALLOS="1")
    servidor.envia(1, COMPLEJIDAD="0")
    (tarea,) = ids("enviada", servidor.dice("producer"))
    servidor.esperar(lambda: tarea in herramienta("fallidas"))
    servidor.arrancar("--no-deps", *WORKERS)

    assert herramienta("reintentar", tarea) == "1 de vuelta en tareas_distribuidas\n"
    servidor.esperar(
        lambda: any(tarea in ids("completada", servidor.dice(worker)) for worker in WORKERS)
    )


def test_un_ajuste_malo_se_dice_una_vez_y_acaba_por_verse_unhealthy(servidor, copia):
    def salud(servicio):
        return servidor.estado(servicio)["State"]["Health"]["Status"]

    con_prueba = (*WORKERS, "panel")
    todos = ("--no-deps", *con_prueba, "monitor")
    con_prisa = f"{servidor.entorno['COMPOSE_FILE']}:{copia / 'tests/despliegue/prisa.yml'}"
    servidor.arrancar(*todos, MODO="otro", COMPOSE_FILE=con_prisa)
    servidor.esperar(lambda: {salud(s) for s in con_prueba} == {"unhealthy"})

    for servicio in (*con_prueba, "monitor"):
        assert servidor.estado(servicio)["State"]["Running"]
        assert servidor.vueltas(servicio) == 0
        assert servidor.dice(servicio).count(MALO) == 1
    servidor.arrancar(*todos)
    servidor.esperar(lambda: all("listo" in servidor.dice(worker) for worker in WORKERS))


@pytest.mark.compose
def test_ninguna_clave_se_ve_en_lo_que_cuenta_docker_ni_en_registros_ni_procesos(servidor):
    servidor.envia(1, COMPLEJIDAD="0")
    dicho = [servidor.docker("top", servicio) for servicio in SIEMPRE]
    for servicio in (*SIEMPRE, "producer"):
        dicho += [servidor.dice(servicio), json.dumps(servidor.estado(servicio))]

    assert "CLAVE_WORKER" in "".join(dicho)  # el nombre de su archivo, sí
    assert [c for c, clave in servidor.claves.items() if clave in "".join(dicho)] == []


@pytest.mark.compose
def test_todos_vuelven_con_su_limite_de_memoria_y_nada_se_publica_fuera(servidor):
    for servicio in SIEMPRE:
        anfitrion = servidor.estado(servicio)["HostConfig"]
        assert anfitrion["RestartPolicy"]["Name"] == "unless-stopped"
        assert anfitrion["Memory"] == (2**30 if servicio == "rabbitmq" else 2**28)
        publicados = (anfitrion["PortBindings"] or {}).values()
        assert {e["HostIp"] for enlaces in publicados for e in enlaces} <= {"127.0.0.1"}


def test_la_alarma_salta_antes_de_llegar_al_limite_de_memoria_y_de_llenar_el_disco(servidor):
    (nodo,) = servidor.api("nodes")

    assert nodo["mem_limit"] == 600_000_000
    assert nodo["disk_free_limit"] == 2_000_000_000
