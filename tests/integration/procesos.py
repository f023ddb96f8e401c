"""Un servicio del taller como proceso de esta máquina, contra el broker de las pruebas."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import pytest

from taller.docker import RAIZ

MODULOS = {"producer": "producer.productor", "worker": "worker.worker"}


class Proceso:
    """Lo que dice va a un fichero, así que se puede leer mientras corre."""

    def __init__(self, servicio, **entorno):
        self._salida = tempfile.TemporaryFile("w+")
        self.proceso = subprocess.Popen(
            [sys.executable, "-m", MODULOS[servicio]],
            cwd=RAIZ,
            env={"PATH": os.environ["PATH"], **entorno},
            stdout=self._salida,
            stderr=subprocess.STDOUT,
        )

    def dice(self):
        self._salida.seek(0)
        return self._salida.read()

    def esperar(self, texto, limite=20):
        fin = time.monotonic() + limite
        while texto not in (dicho := self.dice()):
            if time.monotonic() > fin:
                pytest.fail(f"no dijo «{texto}» en {limite} s; dijo:\n{dicho}")
            time.sleep(0.02)
        return dicho

    def senal(self, numero=signal.SIGTERM):
        self.proceso.send_signal(numero)

    def estado(self, limite=20):
        """Con qué estado acaba."""
        return self.proceso.wait(limite)

    def borrar(self):
        self.proceso.kill()
        self.proceso.wait()
        self._salida.close()
