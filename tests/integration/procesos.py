"""Un servicio del taller como proceso de esta máquina, contra el broker de las pruebas."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from herramientas.sistema.docker import RAIZ

PACIENCIA = float(os.environ.get("PRUEBAS_PACIENCIA", "20"))  # s; make mutantes tiene menos
# Como en su contenedor, salvo que se añadan los modos de las pruebas (MODO), como quien deja un
# archivo más, o que en lugar de worker/procesar.py, o de producer/tareas.py, como quien los
# sustituye, se ponga otro.
ARRANQUE = """
import runpy, sys
from importlib import import_module
from comun import modos
modos.__path__.append("tests/integration/modos")
if trabajo := sys.argv[2:]:
    suya = {"worker": "worker.procesar", "producer": "producer.tareas"}[sys.argv[1]]
    sys.modules[suya] = import_module(*trabajo)
runpy.run_module(sys.argv[1], run_name="__main__")
"""


class Proceso:
    """Lo que dice va a un archivo, así que se puede leer mientras corre."""

    def __init__(self, servicio, *trabajo, **entorno):
        self._salida = tempfile.TemporaryFile()
        self._errores = tempfile.TemporaryFile()
        a_mano = trabajo or "MODO" in entorno
        como = ("-c", ARRANQUE, servicio, *trabajo) if a_mano else ("-m", servicio)
        self.proceso = subprocess.Popen(
            [sys.executable, *como],
            cwd=RAIZ,
            env={"PATH": os.environ["PATH"], **entorno},
            stdout=self._salida,
            stderr=self._errores,
        )

    def dice(self):
        """Lo de stdout y, detrás, lo de stderr."""
        return _leer(self._salida) + self.errores()

    def errores(self):
        return _leer(self._errores)

    def esperar(self, texto, limite=PACIENCIA, veces=1):
        fin = time.monotonic() + limite
        while (dicho := self.dice()).count(texto) < veces:
            if time.monotonic() > fin:
                pytest.fail(f"no dijo «{texto}» en {limite} s; dijo:\n{dicho}")
            time.sleep(0.02)
        return dicho

    def esperar_que_atienda(self, senal, limite=PACIENCIA):
        """Hasta que deja de hacer lo que Python hace por defecto con esa señal."""
        fin = time.monotonic() + limite
        while not self._atiende(senal):
            if time.monotonic() > fin:
                pytest.fail(f"no atiende {senal.name} en {limite} s")
            time.sleep(0.002)

    def _atiende(self, senal):
        """En Linux, la máscara de las señales que tienen manejador."""
        estado = Path(f"/proc/{self.proceso.pid}/status").read_text()
        return bool(int(re.search(r"SigCgt:\s+(\w+)", estado)[1], 16) >> (senal - 1) & 1)

    def senal(self, numero=signal.SIGTERM):
        self.proceso.send_signal(numero)

    def estado(self, limite=PACIENCIA):
        """Con qué estado acaba."""
        return self.proceso.wait(limite)

    def borrar(self):
        self.proceso.kill()
        self.proceso.wait()
        self._salida.close()
        self._errores.close()


def _leer(archivo):
    """Con pread: la posición es también de quien escribe, y un seek le haría escribir encima."""
    numero = archivo.fileno()
    return os.pread(numero, os.fstat(numero).st_size, 0).decode(errors="replace")
