"""El sistema de verdad, uno por módulo o por corrida; lo que falte hace fallar la prueba."""

import json
import os
import re
import shutil
import subprocess
import time

import pytest
from hypothesis import HealthCheck, settings

from herramientas.sistema import evidencia, restos
from herramientas.sistema.docker import RAIZ
from herramientas.sistema.taller import Taller, preparar
from tests import corrida

# Una máquina cargada tarda en generar los primeros casos: no es la prueba la que va mal.
settings.register_profile("taller", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("taller")


# Los procesos de -n 3 y los de make mutantes heredan de quién es la corrida, que la acaba
NUESTRA = os.environ.setdefault(restos.DUENO, str(os.getpid())) == str(os.getpid())


def pytest_configure():
    if NUESTRA:  # la que dejara una corrida matada con este número
        shutil.rmtree(corrida.carpeta(), ignore_errors=True)


def arranca_contenedores(prueba):
    """Si una prueba habla con Docker: todas, salvo las de unit."""
    return RAIZ / "tests/unit" not in prueba.path.parents


@pytest.hookimpl(tryfirst=True)  # antes que el de xdist, que no deja pasar a los demás
def pytest_runtestloop(session):
    """Antes de la primera prueba: así, lo que tarda no cuenta en el límite de ninguna."""
    if session.config.option.collectonly or not any(map(arranca_contenedores, session.items)):
        return
    with corrida.de_uno_en_uno():
        hecho = corrida.carpeta() / "preparado"
        if not hecho.exists():
            preparar()
            hecho.touch()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish():
    """También si falló o se interrumpió; de lo que ni así se quite, se encarga la siguiente."""
    if NUESTRA:
        corrida.acaba()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """De una prueba que falla queda qué dijo cada contenedor de la corrida, y dónde está."""
    informe = yield
    if informe.failed and arranca_contenedores(item):
        nombre = re.sub(r"\W+", "-", f"{item.nodeid} {informe.when}")[-100:]
        carpeta = RAIZ / ".cache/evidencia" / nombre
        try:
            shutil.rmtree(carpeta, ignore_errors=True)
            carpeta.mkdir(parents=True)
            (carpeta / "fallo.txt").write_text(informe.longreprtext)
            duenos = restos.proyectos().items()
            evidencia.guarda(carpeta, [suyo for suyo, de in duenos if de == restos.dueno()])
            informe.sections.append(("evidencia", str(carpeta.relative_to(RAIZ))))
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
            informe.sections.append(("la evidencia está incompleta", str(error)))
    return informe


@pytest.fixture(scope="session")
def broker():
    """Solo el RabbitMQ del taller, para hablar con él; el mismo para todos los procesos."""
    apuntado = corrida.carpeta() / "broker.json"
    with corrida.de_uno_en_uno():
        if apuntado.exists():
            return Taller(**json.loads(apuntado.read_text()))
        broker = Taller("broker")
        broker.arrancar_broker()
        apuntado.write_text(json.dumps(broker.entorno))
        return broker


class Probado(Taller):
    """Un `Probado` es un taller para pruebas de varias tandas, una tras otra."""

    def tanda(self, *nuevos, **ajustes):
        """Arranca con un productor nuevo, y también `nuevos`; da desde cuándo (época Unix)."""
        self.compose("rm", "-fs", "producer", *nuevos)
        desde = time.time()
        self.arrancar(**ajustes)
        return desde

    def publicar_en_cola(self, texto):
        """Deja un mensaje cualquiera en tareas_distribuidas, como lo haría un administrador."""
        mensaje = {"payload": texto, "payload_encoding": "string", "properties": {}}
        suya = {"routing_key": "tareas_distribuidas"}
        self.api("exchanges/%2f/amq.default/publish", "POST", mensaje | suya)


@pytest.fixture(scope="module")
def taller():
    with Probado() as taller:
        yield taller
