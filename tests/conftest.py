"""El sistema de verdad, uno por módulo o por corrida; lo que falte hace fallar la prueba."""

import fcntl
import json
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from taller import restos
from taller.docker import RAIZ
from taller.sistema import Taller, preparar

# Una máquina cargada tarda en generar los primeros casos: no es la prueba la que va mal.
settings.register_profile("taller", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("taller")

DE_DOCKER = {
    "docker",
    "broker",
    "taller",
    "cluster",
    "pila",
}  # las fixtures que arrancan contenedores


def pytest_configure():
    os.environ.setdefault(restos.DUENO, str(os.getpid()))  # la heredan los procesos de -n 2


def de_la_corrida():
    """La carpeta con lo que comparten los procesos de esta corrida."""
    return Path(tempfile.gettempdir()) / f"taller-pruebas-{restos.dueno()}"


@contextmanager
def de_uno_en_uno():
    """Entre los procesos de la corrida, solo uno hace esto a la vez."""
    de_la_corrida().mkdir(exist_ok=True)
    with (de_la_corrida() / "turno").open("w") as turno:
        fcntl.flock(turno, fcntl.LOCK_EX)
        yield


def pytest_runtestloop(session):
    """Antes de la primera prueba: así, lo que tarda no cuenta en el límite de ninguna."""
    pide_docker = any(DE_DOCKER & set(prueba.fixturenames) for prueba in session.items)
    if pide_docker and not session.config.option.collectonly:
        with de_uno_en_uno():
            preparar()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """También si falló o se interrumpió; de lo que ni así se quite, se encarga la siguiente."""
    if not hasattr(session.config, "workerinput") and de_la_corrida().exists():
        restos.barrer(tambien_de=restos.dueno())
        shutil.rmtree(de_la_corrida())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """De una prueba que falla queda qué dijo cada contenedor, y dónde está."""
    informe = yield
    if informe.failed:
        carpeta = RAIZ / ".cache/evidencia" / re.sub(r"\W+", "-", item.nodeid)[-100:]
        for taller in item.funcargs.values():
            if isinstance(taller, Taller):
                taller.evidencia(carpeta)
                (carpeta / f"{informe.when}.txt").write_text(informe.longreprtext)
                informe.sections.append(("evidencia", str(carpeta.relative_to(RAIZ))))
    return informe


@pytest.fixture
def docker():
    """Docker y las imágenes a punto, para quien no arranca un taller."""


@pytest.fixture(scope="session")
def broker():
    """Solo el RabbitMQ del taller, para hablar con él; el mismo para todos los procesos."""
    apuntado = de_la_corrida() / "broker.json"
    with de_uno_en_uno():
        if apuntado.exists():
            return Taller(**json.loads(apuntado.read_text()))
        broker = Taller("broker")
        broker.arrancar("rabbitmq")
        broker.sano("rabbitmq")
        apuntado.write_text(json.dumps(broker.entorno))
        return broker


@pytest.fixture(scope="module")
def taller():
    taller = Taller()
    try:
        yield taller
    finally:
        taller.borrar()
