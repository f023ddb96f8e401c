"""La pila de Swarm es el compose de siempre, con sus claves aparte."""

import pytest
import yaml

from herramientas.sistema.docker import RAIZ


def servicios(archivo):
    return yaml.safe_load((RAIZ / archivo).read_text())["services"]


@pytest.mark.parametrize("servicio", ["rabbitmq", "producer", "worker", "monitor", "panel"])
def test_la_pila_dice_lo_mismo_que_el_compose(servicio):
    los_de_compose = servicios("docker-compose.yml")
    compose = los_de_compose[{"worker": "worker1"}.get(servicio, servicio)]
    pila = servicios("despliegue/swarm/stack.yml")[servicio]
    de_cada_uno = {"RABBIT_PASS", "RABBIT_CA", "WORKER_ID", "PREFIJO"}  # claves, TLS y nombres

    for clave in ("init", "read_only", "cap_drop", "logging", "hostname", "user"):
        assert pila.get(clave) == compose.get(clave), clave
    salud, esperada = pila.get("healthcheck", {}), compose.get("healthcheck", {})
    assert {k: v for k, v in salud.items() if k != "retries"} == esperada
    # En Swarm los workers son uno que se escala, como el «worker» de compose: atiende todo
    entorno = los_de_compose[servicio]["environment"]
    de_compose = {k: v for k, v in entorno.items() if k not in de_cada_uno}
    if servicio == "rabbitmq":
        assert {*pila["secrets"], *pila["environment"]} == set(de_compose)
    else:
        de_pila = {k: v for k, v in pila["environment"].items() if k not in de_cada_uno}
        assert de_pila == de_compose
    if servicio == "worker":
        assert pila["stop_grace_period"] == compose["stop_grace_period"]
