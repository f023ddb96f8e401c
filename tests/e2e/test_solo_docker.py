"""Quien llega sin más que Docker y su complemento compose: ni make, ni Python, ni compose.sh."""

import json
import re
import shutil
import subprocess
from os import environ
from pathlib import Path
from types import SimpleNamespace

import pytest

from herramientas.sistema.docker import RAIZ, orden
from tests.e2e import ordenes

pytestmark = [pytest.mark.largo, pytest.mark.timeout(480)]
AJUSTES = {**ordenes.SOLO, "COMPLEJIDAD": "0.5", "INTERVALO": "0.1"}  # tareas cortas


def compose_v2():
    """El complemento de la máquina o, si no lo tiene, el Compose v2 que baja otro-compose.sh."""
    suyos = json.loads(orden("docker", "info", "-f", "{{json .ClientInfo.Plugins}}")) or []
    rutas = [suyo["Path"] for suyo in suyos if suyo["Name"] == "compose"]
    ruta = rutas[0] if rutas else orden("herramientas/preparar/otro-compose.sh").strip()
    assert ruta, "no hay Compose v2 en esta máquina: instala el complemento compose de Docker"
    return ruta


def configuracion(carpeta):
    """Su carpeta de Docker, con el complemento; del proxy de esta máquina depende construir."""
    (carpeta / "cli-plugins").mkdir(parents=True)
    (carpeta / "cli-plugins/docker-compose").symlink_to(compose_v2())
    de_aqui = Path(environ.get("DOCKER_CONFIG", Path.home() / ".docker")) / "config.json"
    dicho = json.loads(de_aqui.read_text()) if de_aqui.exists() else {}
    (carpeta / "config.json").write_text(json.dumps({"proxies": dicho.get("proxies", {})}))
    return carpeta


@pytest.fixture(scope="module")
def recien_llegado(taller, tmp_path_factory):
    """Corre `docker …` en su clon, y da lo que dijo; en su PATH no hay otro programa."""
    carpeta = tmp_path_factory.mktemp("llega")
    proyecto = ordenes.copia(carpeta)
    (carpeta / "bin").mkdir()
    (carpeta / "bin/docker").symlink_to(shutil.which("docker"))
    # Lo que pondría en .env quien no alcanza el registro de las imágenes públicas
    bases = re.findall(r"export (\w+)=(.*)", (RAIZ / ".cache/imagenes.env").read_text())
    entorno = {
        "PATH": str(carpeta / "bin"),
        "DOCKER_CONFIG": str(configuracion(carpeta / "docker")),
        **{v: environ[v] for v in ("DOCKER_HOST",) if v in environ},
        **taller.entorno,
        **AJUSTES,
        **dict(bases),
    }

    def docker(*palabras):
        hecho = subprocess.run(
            [carpeta / "bin/docker", *palabras],
            cwd=proyecto,
            env=entorno,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert hecho.returncode == 0, f"docker {' '.join(palabras)}\n{hecho.stdout}{hecho.stderr}"
        return hecho.stdout

    def arranca(*ejemplos):
        con_f = [p for e in ejemplos for p in ("-f", "docker-compose.yml", "-f", e)]
        docker("compose", *con_f, "up", "-d", "--build")

    def herramienta(*palabras):
        return docker("compose", "run", "--rm", "herramientas", *palabras)

    return SimpleNamespace(docker=docker, arranca=arranca, herramienta=herramienta)


def test_la_primera_orden_arranca_el_taller_y_su_tanda_acaba(recien_llegado):
    recien_llegado.arranca()

    dicho = recien_llegado.herramienta("demo")

    assert re.search(r"enviadas +10\n", dicho)
    assert re.search(r"completadas +10 +\(worker1 \d · worker2 \d\)\n", dicho)
    assert re.search(r"perdidas +0\n", dicho)


@pytest.mark.parametrize("modo", ["pub_sub", "routing", "topics", "topics_una", "work_queue"])
def test_cada_modo_con_su_archivo(taller, recien_llegado, modo):
    recien_llegado.arranca(f"ejemplos/{modo}.yml")

    dicho = recien_llegado.herramienta("demo")

    assert f"] listo · modo {modo.removesuffix('_una')} · " in taller.dice("worker1")
    assert re.search(r"perdidas +0\n", dicho)


def test_se_mata_un_worker_y_no_se_pierde_nada(taller, recien_llegado):
    recien_llegado.arranca("ejemplos/caida.yml")
    taller.esperar(lambda: taller.dice("worker1").count("] recibida ") >= 2)

    recien_llegado.docker("kill", f"{taller.prefijo}worker1")
    dicho = recien_llegado.herramienta("demo")

    assert "· intento 2" in recien_llegado.docker("logs", f"{taller.prefijo}worker2")
    assert re.search(r"perdidas +0\n", dicho)


def test_lo_que_falla_se_lista_se_arregla_y_se_devuelve(taller, recien_llegado):
    recien_llegado.arranca("ejemplos/fallos.yml")
    recien_llegado.herramienta("demo")
    (mala,) = re.findall(r"^(\S+) +agotó", recien_llegado.herramienta("fallidas"), re.MULTILINE)
    recien_llegado.arranca()

    assert "1 de vuelta en tareas_distribuidas\n" in recien_llegado.herramienta("reintentar", mala)
    taller.esperar(
        lambda: any(f"] completada {mala} " in taller.dice(w) for w in ("worker1", "worker2"))
    )
