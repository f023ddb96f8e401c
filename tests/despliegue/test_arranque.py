"""Un cluster de tres nodos nace entero, y sus nodos son como el rabbitmq del taller."""

import json

import pytest

from herramientas.sistema.cluster import COLAS, NODOS

pytestmark = [pytest.mark.largo, pytest.mark.compose, pytest.mark.timeout(240)]


def test_arranca_entero_y_las_colas_nacen_con_tres_replicas(cluster):
    cluster.borrar()  # de cero: si los nodos ya estuvieran, no se vería nacer nada
    segundos = cluster.arrancar_broker()
    cluster.arrancar("worker1", "worker2")
    cluster.sano("worker2")
    nacieron = {cola: sorted(cluster.cola(cola)["members"]) for cola in COLAS}
    cluster.arrancar()

    assert segundos < 60
    assert list(nacieron.values()) == [[f"rabbit@{nodo}" for nodo in NODOS]] * len(COLAS)
    assert cluster.terminada().completadas == 10
    dicho = cluster.compose("run", "--rm", "-T", "herramientas", "fallidas")
    assert "0 en tareas_fallidas\n" in dicho


def test_cada_nodo_es_como_el_rabbitmq_del_taller(cluster):
    cluster.arrancar_broker()

    def propio(servicio):
        """Lo que debe ser igual: la imagen y cómo corre, no su nombre ni su volumen."""
        visto = cluster.estado(servicio)
        anfitrion = visto["HostConfig"]
        return {
            "imagen": visto["Image"],
            "usuario": visto["Config"]["User"],
            "variables": sorted(visto["Config"]["Env"]),
            "salud": visto["Config"]["Healthcheck"],
            "gracia": visto["Config"]["StopTimeout"],
            "permisos": (anfitrion["CapDrop"], anfitrion["SecurityOpt"], anfitrion["LogConfig"]),
            "archivos": sorted(b for b in anfitrion["Binds"] if b.startswith("/")),
        }

    esperado = json.dumps(propio("rabbitmq1"))

    assert json.dumps(propio("rabbitmq2")) == esperado
    assert json.dumps(propio("rabbitmq3")) == esperado
