"""El taller con TLS: los clientes comprueban el certificado del broker, y sin eso no entran."""

import re
import subprocess
import sys

import pytest

from herramientas.sistema.docker import RAIZ
from herramientas.sistema.taller import ARCHIVOS, Taller

pytestmark = pytest.mark.largo
CA = RAIZ / "despliegue/tls/certs/ca.pem"
TLS = f"{ARCHIVOS}:despliegue/tls/compose.yml"


@pytest.fixture(scope="module")
def taller():
    subprocess.run([RAIZ / "despliegue/tls/certificados.sh"], check=True, capture_output=True)
    with Taller(COMPOSE_FILE=TLS, COMPLEJIDAD="0.1", INTERVALO="0.1") as taller:
        taller.arrancar()
        yield taller


def test_todo_funciona_por_tls(taller):
    recuento = taller.terminada()

    assert recuento.completadas == 10
    taller.esperar(lambda: "todo hecho: 10 completadas" in taller.dice("monitor"))
    conexiones = taller.esperar(taller.conexiones)
    assert {c["ssl"] for c in conexiones} == {True}
    assert {c["ssl_protocol"] for c in conexiones} == {"tlsv1.3"}


def test_las_herramientas_tambien_van_por_tls(taller):
    taller.terminada()

    dicho = taller.compose("run", "--rm", "-T", "herramientas", "demo")

    assert re.search(r"completadas +10 ", dicho)


def test_sin_tls_no_se_entra(taller):
    taller.sano("rabbitmq")
    with pytest.raises(RuntimeError, match="acabó con 1"):
        taller.dentro("rabbitmq", "timeout", "2", "bash", "-c", "</dev/tcp/127.0.0.1/5672")


def el_error_de_un_worker(**entorno):
    hecho = subprocess.run(
        [sys.executable, "-m", "worker"],
        cwd=RAIZ,
        env={"RABBIT_USER": "worker", "RABBIT_PASS": "worker", **entorno},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert hecho.returncode == 1
    assert hecho.stderr.count("\n") == 1
    return hecho.stderr


def test_de_otra_ca_no_vale(taller, tmp_path):
    otra = tmp_path / "ca.pem"
    nueva = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=otra -keyout /dev/null"
    subprocess.run([*nueva.split(), "-out", otra], check=True, capture_output=True)

    error = el_error_de_un_worker(
        RABBIT_HOST="127.0.0.1", RABBIT_PORT=taller.entorno["PUERTO_AMQPS"], RABBIT_CA=str(otra)
    )

    assert "el certificado del broker no es válido" in error


def test_con_otro_nombre_no_vale(taller):
    redes = taller.estado("rabbitmq")["NetworkSettings"]["Networks"]
    (direccion,) = (red["IPAddress"] for red in redes.values())  # no está en el certificado

    error = el_error_de_un_worker(RABBIT_HOST=direccion, RABBIT_PORT="5671", RABBIT_CA=str(CA))

    assert "el certificado del broker no es válido" in error
    assert direccion in error
