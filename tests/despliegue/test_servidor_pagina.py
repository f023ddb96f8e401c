"""Lo que la página del servidor propio manda hacer, y los números que miran sus alertas."""

import json
import re

import pytest
import yaml

from herramientas.sistema.docker import RAIZ
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import WORKERS

pytestmark = [pytest.mark.largo, pytest.mark.timeout(240)]
ALERTAS = RAIZ / "despliegue/servidor/alertas.yml"
NUMEROS = (
    "exec 3<>/dev/tcp/127.0.0.1/15692"
    r" && printf 'GET /metrics/per-object HTTP/1.0\r\n\r\n' >&3 && cat <&3"
)


def numeros(servidor):
    """Lo que el broker da a Prometheus: número con sus etiquetas → valor."""
    dicho = servidor.dentro("rabbitmq", "bash", "-c", NUMEROS)
    return dict(re.findall(r"^(rabbitmq_\S+) (\S+)$", dicho, re.MULTILINE))


def de_la_cola(numero, cola):
    return f'rabbitmq_queue_{numero}{{vhost="/",queue="{cola}"}}'


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
