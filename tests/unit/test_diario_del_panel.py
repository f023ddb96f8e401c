"""La orden `diario`, ante un panel que no acaba de darlo y ante quien deja de leerla."""

import os
import re
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from herramientas.sistema.docker import RAIZ

CORRE = """
from comun.servicio.entrada import arrancar
from herramientas.contenedor import diario
diario.URL = "http://127.0.0.1:{}/diario"
arrancar("herramientas.contenedor.diario", "diario")
"""
LINEA = b'{"cuerpo": "{}"}\n' * 10_000  # más de lo que cabe en un pipe


class Panel(BaseHTTPRequestHandler):
    """Da unas líneas y se queda con el resto, hasta que quien pregunta se va."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(LINEA)
        self.rfile.read(1)

    def log_message(self, *_):
        pass


@pytest.fixture
def diario():
    """La orden, en marcha."""
    servidor = ThreadingHTTPServer(("127.0.0.1", 0), Panel)
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    proceso = subprocess.Popen(
        [sys.executable, "-c", CORRE.format(servidor.server_port)],
        cwd=RAIZ,
        env={},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    yield proceso
    proceso.kill()
    servidor.shutdown()
    servidor.server_close()


def test_si_se_pide_parar_no_espera_al_panel(diario):
    leido = os.read(diario.stdout.fileno(), 10)
    diario.send_signal(signal.SIGTERM)

    _, error = diario.communicate(timeout=10)

    assert leido
    assert (diario.returncode, error.decode()) == (
        1,
        "[diario] se pidió parar: el diario está a medias\n",
    )


def test_si_quien_lee_se_va_no_se_dice_que_el_panel_no_contesta(diario):
    os.read(diario.stdout.fileno(), 10)
    diario.stdout.close()

    error = diario.stderr.read().decode()

    assert diario.wait(10) == 1
    assert re.fullmatch(r"\[diario\] quien lo leía se ha ido: .*\n", error)
