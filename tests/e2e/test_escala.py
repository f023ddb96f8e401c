"""Más workers con --scale, y menos otra vez."""

import json
import re

import pytest

from herramientas.sistema.docker import orden

pytestmark = [pytest.mark.largo, pytest.mark.compose]


def de_mas(taller):
    """Los contenedores del servicio `worker`, y lo que dice cada uno."""
    ids = taller.compose("ps", "-q", "worker").split()
    return {x: orden("docker", "logs", x) for x in ids}


def nombres(taller):
    dicho = "".join(de_mas(taller).values())
    return set(re.findall(r"^\[(worker-\w{6})\] listo", dicho, re.MULTILINE))


def endurecido(contenedor):
    ajustes, config = contenedor["HostConfig"], contenedor["Config"]
    return (
        ajustes["CapDrop"] == ["ALL"]
        and ajustes["ReadonlyRootfs"]
        and ajustes["SecurityOpt"] == ["no-new-privileges:true"]
        and config["User"] == "nobody"
        and ajustes["RestartPolicy"]["Name"] in ("", "no")
        and not ajustes["PortBindings"]
        and config.get("Healthcheck", {}).get("Test") in (None, ["NONE"])
    )


def test_con_ocho_workers_mas_todos_trabajan_y_un_up_los_quita(taller):
    ajustes = {"COMPLEJIDAD": "0.5", "INTERVALO": "0.01", "TAREAS": "40"}
    taller.arrancar("--scale", "worker=8", **ajustes)
    taller.esperar(lambda: len(nombres(taller)) == 8)
    taller.esperar(
        lambda: all("completada" in dicho for dicho in de_mas(taller).values()), limite=60
    )

    consumidores = {
        c["consumer_tag"] for c in taller.api("consumers/%2f") if "tareas" in c["queue"]["name"]
    }
    assert consumidores == {"worker1", "worker2", *nombres(taller)}
    conexiones = {c["servicio"] for c in taller.conexiones()}
    assert consumidores <= conexiones
    taller.esperar(lambda: "workers: 10" in taller.dice("monitor"))

    assert all(endurecido(json.loads(orden("docker", "inspect", x))[0]) for x in de_mas(taller))
    hecho = taller.esperar(
        lambda: re.findall(r"todo hecho: 40 completadas \((.*?)\)", taller.dice("monitor"))
    )
    assert dict(r.split(": ") for r in hecho[-1].split(" · ")).keys() == consumidores

    uno = next(iter(de_mas(taller)))
    antes = nombres(taller)
    orden("docker", "restart", uno)
    taller.esperar(lambda: orden("docker", "logs", uno).count("] listo") == 2)
    assert nombres(taller) == antes

    taller.arrancar(**ajustes)
    assert not de_mas(taller)
