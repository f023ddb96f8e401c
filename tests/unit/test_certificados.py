"""Los certificados de despliegue/tls valen para un cliente que exige lo que Python 3.13."""

import ssl
import subprocess
from contextlib import suppress

import pytest

from comun.servicio.ajustes import Ajustes
from comun.servicio.conexion import parametros
from herramientas.sistema.docker import RAIZ

SCRIPT = RAIZ / "despliegue/tls/certificados.sh"
OTRO = "broker.ejemplo.test"  # se da al script, además de los suyos


def crear(carpeta, quita="", pone=""):
    """Corre el script en una carpeta, con un cambio si se pide; da la de los certificados."""
    script = carpeta / SCRIPT.name
    script.write_text(SCRIPT.read_text().replace(quita, pone))
    script.chmod(0o755)
    subprocess.run([script, OTRO], check=True, capture_output=True)
    return carpeta / "certs"


@pytest.fixture(scope="module")
def certs(tmp_path_factory):
    return crear(tmp_path_factory.mktemp("tls"))


def saludo(certs, nombre):
    """El cliente del taller saluda por ese nombre a un servidor con el certificado del broker."""
    ajustes = Ajustes.de_entorno({"RABBIT_CA": str(certs / "ca.pem")})
    tls = parametros(ajustes, "prueba", nombre).ssl_options
    tls.context.verify_flags |= ssl.VERIFY_X509_STRICT  # Python 3.13 lo trae puesto
    broker = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    broker.load_cert_chain(certs / "broker.pem", certs / "broker.key")
    ida, vuelta = ssl.MemoryBIO(), ssl.MemoryBIO()
    cliente = tls.context.wrap_bio(vuelta, ida, server_hostname=tls.server_hostname)
    servidor = broker.wrap_bio(ida, vuelta, server_side=True)
    for punta in (cliente, servidor, cliente, servidor):
        with suppress(ssl.SSLWantReadError):
            punta.do_handshake()
    return cliente.version()


@pytest.mark.parametrize("nombre", ["rabbitmq", "localhost", "127.0.0.1", OTRO])
def test_se_llega_al_broker_por_cada_uno_de_sus_nombres(certs, nombre):
    assert saludo(certs, nombre) == "TLSv1.3"


def test_por_otro_nombre_no_se_llega(certs):
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        saludo(certs, "otro")


@pytest.mark.parametrize(
    ("quita", "pone", "falta"),
    [
        ("keyid:always", "none", "Missing Authority Key Identifier"),
        ("critical, CA:TRUE", "CA:TRUE", "Basic Constraints of CA cert not marked critical"),
        ("keyUsage = critical, keyCertSign", "#", "key usage"),
    ],
)
def test_sin_lo_que_exige_python_3_13_no_se_entra(tmp_path, quita, pone, falta):
    certs = crear(tmp_path, quita, pone)

    with pytest.raises(ssl.SSLCertVerificationError, match=falta):
        saludo(certs, "rabbitmq")


def test_si_docker_hizo_carpetas_en_lugar_de_certificados_se_dice_antes_de_tocarlas(tmp_path):
    certs = tmp_path / "certs"
    (certs / "ca.pem").mkdir(parents=True)
    certs.chmod(0o755)  # como la hace Docker, y de root: chmod fallaría antes de decirlo

    with pytest.raises(subprocess.CalledProcessError) as error:
        crear(tmp_path)

    assert "Docker ha creado carpetas en lugar de los certificados" in error.value.stderr.decode()
    assert certs.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("opcion", ["-subj", "-addext"])
def test_ninguna_orden_lleva_lo_que_git_bash_cambia_o_libressl_no_conoce(opcion):
    assert opcion not in SCRIPT.read_text()
