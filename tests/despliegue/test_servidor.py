"""En un servidor propio quien se cae vuelve, con sus tareas, y ninguna clave se ve."""

import json
import re
from contextlib import suppress

import pytest
import yaml

from herramientas.sistema.docker import RAIZ, orden
from herramientas.sistema.lineas import en_mano, ids
from herramientas.sistema.taller import WORKERS
from tests.despliegue.servidor import Servidor

pytestmark = [pytest.mark.largo, pytest.mark.timeout(240)]
SIEMPRE = ("rabbitmq", *WORKERS, "monitor", "panel")
MATA = 'for p in /proc/[0-9]*; do grep -q ^python "$p/cmdline" && kill -9 "${p#/proc/}"; done'
MALO = "MODO=«otro» no es válido"
ALERTAS = RAIZ / "despliegue/servidor/alertas.yml"
NUMEROS = (
    "exec 3<>/dev/tcp/127.0.0.1/15692"
    r" && printf 'GET /metrics/per-object HTTP/1.0\r\n\r\n' >&3 && cat <&3"
)


@pytest.fixture(scope="module")
def servidor(copia):
    with Servidor(copia, MEMORIA_BROKER="1g") as servidor:
        servidor.arrancar()
        for servicio in ("rabbitmq", *WORKERS):
            servidor.sano(servicio, 90)
        yield servidor


def numeros(servidor):
    """Lo que el broker da a Prometheus: número con sus etiquetas → valor."""
    dicho = servidor.dentro("rabbitmq", "bash", "-c", NUMEROS)
    return dict(re.findall(r"^(rabbitmq_\S+) (\S+)$", dicho, re.MULTILINE))


def de_la_cola(numero, cola):
    return f'rabbitmq_queue_{numero}{{vhost="/",queue="{cola}"}}'


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


def test_los_numeros_de_las_alertas_los_da_el_broker(servidor):
    (grupo,) = yaml.safe_load(ALERTAS.read_text())["groups"]
    nombres = set(re.findall(r"rabbitmq_\w+", " ".join(r["expr"] for r in grupo["rules"])))
    servidor.esperar(
        lambda: numeros(servidor).get(de_la_cola("consumers", "tareas_distribuidas")) == "2"
    )

    dados = numeros(servidor)

    assert len(nombres) == 4
    assert nombres <= {numero.partition("{")[0] for numero in dados}
    assert de_la_cola("messages", "tareas_distribuidas") in dados
    assert de_la_cola("messages", "tareas_fallidas") in dados


def test_una_alarma_se_ve_en_sus_numeros(servidor):
    def marca(*valor):
        servidor.dentro("rabbitmq", "rabbitmqctl", "-q", "set_vm_memory_high_watermark", *valor)

    alarma = "rabbitmq_alarms_memory_used_watermark"
    assert numeros(servidor)[alarma] == "0"
    marca("absolute", "1MB")
    try:
        servidor.esperar(lambda: numeros(servidor)[alarma] == "1")
    finally:
        marca("0.6")
    servidor.esperar(lambda: numeros(servidor)[alarma] == "0")


def test_se_cambia_una_clave_como_dice_la_pagina(servidor):
    vieja = servidor.claves["CLAVE_WORKER"]

    servidor.sigue("Claves y certificado")

    assert servidor.claves["CLAVE_WORKER"] != vieja
    recuento = servidor.terminada(desde=servidor.envia(5, COMPLEJIDAD="0.1"))
    assert recuento.completadas == 5


def test_se_renueva_el_certificado_como_dice_la_pagina(servidor):
    ca = servidor.copia / "despliegue/tls/certs/ca.pem"
    vieja = ca.read_text()

    servidor.sigue("Claves y certificado", 1)

    recuento = servidor.terminada(desde=servidor.envia(5, COMPLEJIDAD="0.1"))
    assert recuento.completadas == 5
    assert servidor.dentro("worker1", "cat", "/etc/taller/ca.pem") == ca.read_text() != vieja


def test_las_ordenes_de_actualizar_dejan_el_broker_en_marcha_con_sus_feature_flags(servidor):
    # Sin pull: haría falta un registro con una imagen más nueva
    servidor.sigue("Actualizar el broker", sin="docker compose pull rabbitmq\n")
    servidor.sano("rabbitmq", 90)
    servidor.sigue("Actualizar el broker", 1)

    estables = [f for f in servidor.api("feature-flags") if f["stability"] == "stable"]
    assert {f["state"] for f in estables} == {"enabled"}


def test_lo_copiado_se_restaura_con_sus_tareas(servidor):
    for worker in WORKERS:
        servidor.docker("stop", worker)
    servidor.envia(5, COMPLEJIDAD="0.1")
    enviadas = set(ids("enviada", servidor.dice("producer")))

    servidor.sigue("Copia de seguridad")
    servidor.sigue("Restaurar")

    def hechas():
        return {tarea for w in WORKERS for tarea in ids("completada", servidor.dice(w))}

    servidor.esperar(lambda: enviadas <= hechas(), 60)
    definiciones = json.loads((servidor.copia / "definiciones.json").read_text())
    assert {u["name"] for u in definiciones["users"]} >= {"admin", "producer", "worker"}
