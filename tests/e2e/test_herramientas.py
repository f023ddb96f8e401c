"""docker compose run --rm herramientas: lo que ve quien solo tiene Docker."""

import json
import re
import subprocess
from os import environ
from types import SimpleNamespace

import pytest

from herramientas.sistema.docker import RAIZ, dato, orden
from tests.e2e.tanda import tanda_hecha

pytestmark = [pytest.mark.largo, pytest.mark.compose]
LEE = {  # las variables que recibe, y ninguna más
    *("MODO", "NIVEL_LOG", "PREFIJO", "PUERTO_PANEL", "PUERTO_UI"),
    *(f"RABBIT_{x}" for x in ("HOST", "PORT", "VHOST", "USER", "PASS", "CA")),
}


@pytest.fixture(scope="module")
def taller():
    """Uno cuyas tres tareas han acabado en tareas_fallidas."""
    malo = {"TAREAS": "3", "FALLOS": "1", "COMPLEJIDAD": "0", "INTERVALO": "0"}
    with tanda_hecha(**malo) as taller:
        yield taller


@pytest.fixture
def herramienta(taller):
    """Corre una orden como se escribe; stdout, aparte de lo que diga compose."""

    def correr(*palabras, **ajustes):
        return subprocess.run(
            ["herramientas/preparar/compose.sh", "run", "--rm", "-T", "herramientas", *palabras],
            cwd=RAIZ,
            env={**environ, **taller.entorno, **ajustes},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return correr


@pytest.fixture
def guardadas(taller, herramienta):
    """Los ids de las tres, ya en tareas_fallidas."""

    def listadas():
        hallados = re.findall(r"^(\S+-\d{4}) +agotó", herramienta("fallidas").stdout, re.MULTILINE)
        return hallados if len(hallados) == 3 else None

    return taller.esperar(listadas)


def test_up_no_la_arranca(taller):
    suyos = ("-a", "--filter", f"name={taller.nombre}", "--format", "{{.Names}}")

    assert "herramientas" not in orden("docker", "ps", *suyos)


def test_sin_orden_lista_las_que_hay(herramienta):
    hecho = herramienta()

    assert hecho.returncode == 0
    assert hecho.stdout.startswith("docker compose run --rm herramientas ORDEN\n")


def test_una_que_no_existe_sale_con_2(herramienta):
    assert herramienta("otra").returncode == 2


def test_lista_las_fallidas_y_devuelve_una(taller, herramienta, guardadas):
    desde = taller.recuento().fallidas

    hecho = herramienta("reintentar", guardadas[1])

    assert (hecho.returncode, hecho.stdout) == (0, "1 de vuelta en tareas_distribuidas\n")
    taller.esperar(lambda: taller.recuento().fallidas == desde + 3)  # y falla otras cuatro veces


def test_lo_que_va_mal_sale_con_1_y_una_linea(herramienta, guardadas):
    hecho = herramienta("reintentar", "otra")

    assert guardadas
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert len(re.findall(r"^\[reintentar\] .*«otra»", hecho.stderr, re.MULTILINE)) == 1
    assert "Traceback" not in hecho.stderr


def test_la_demo_resume_la_tanda_aunque_ya_haya_acabado(taller, herramienta):
    hecho = herramienta("demo")

    assert hecho.returncode == 0
    assert re.search(r"enviadas +3\n", hecho.stdout)
    assert re.search(r"descartadas \d\n", hecho.stdout)
    assert re.search(r"perdidas +0\n", hecho.stdout)
    assert f"http://127.0.0.1:{taller.entorno['PUERTO_PANEL']} " in hecho.stdout


def test_el_diario_es_el_del_panel(herramienta):
    hecho = herramienta("diario")

    assert hecho.returncode == 0
    lotes = [json.loads(json.loads(linea)["cuerpo"]) for linea in hecho.stdout.splitlines()]
    assert sum(lote["totales"].get("enviada", 0) for lote in lotes if lote["fin"]) == 3


def test_con_el_panel_parado_el_diario_lo_dice(taller, herramienta):
    taller.docker("stop", "panel")

    hecho = herramienta("diario")
    taller.docker("start", "panel")

    assert (hecho.returncode, hecho.stdout) == (1, "")
    remedio = f"docker start {taller.prefijo}panel"
    assert re.search(rf"^\[diario\] el panel no .*: {remedio}$", hecho.stderr, re.MULTILINE)


def test_aunque_el_entorno_sea_otro_no_toca_lo_que_corre(taller, herramienta):
    def corriendo():
        return [taller.estado(s)["Id"] for s in ("rabbitmq", "worker1", "panel")]

    antes = corriendo()

    assert herramienta("fallidas", PLAZO_ACK="77", TAREAS="5", CLAVE_PANEL="otra").returncode == 0
    assert corriendo() == antes


@pytest.fixture
def suyo(taller):
    """Su contenedor, como lo ve Docker."""
    nombre = f"{taller.prefijo}herramientas"
    taller.compose("run", "-d", "--name", nombre, "herramientas")
    estado = SimpleNamespace(**json.loads(orden("docker", "inspect", nombre))[0])
    yield estado
    orden("docker", "rm", "-f", nombre)


def test_corre_encerrada_y_solo_con_las_variables_que_lee(suyo):
    assert suyo.HostConfig["ReadonlyRootfs"]
    assert suyo.HostConfig["CapDrop"] == ["ALL"]
    assert suyo.HostConfig["SecurityOpt"] == ["no-new-privileges:true"]
    assert suyo.HostConfig["Memory"] >> 20 == 256
    assert suyo.Config["User"] == "nobody"
    imagen = json.loads(dato(suyo.Image, "{{json .Config.Env}}"))
    assert {par.partition("=")[0] for par in set(suyo.Config["Env"]) - set(imagen)} == LEE


def test_no_deja_ningun_contenedor(taller, herramienta):
    herramienta("fallidas")

    suyos = ("-a", "--filter", f"name={taller.nombre}", "--format", "{{.Names}}")
    assert "herramientas" not in orden("docker", "ps", *suyos)
