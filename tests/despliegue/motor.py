"""Un Docker Engine aparte, que se puede apagar sin tocar el de la máquina. Pide root, o sudo."""

import os
import subprocess
import time

from herramientas.sistema.docker import RAIZ, orden

COMO_ROOT = () if os.geteuid() == 0 else ("sudo", "-n")
APARTE = ("unshare", "--net", "--mount", "--pid", "--fork", "--mount-proc")
ARRANCA, ACABA = 30, 60  # s


class Motor:
    """Nace apagado; `with` lo corta y borra su disco al salir."""

    def __init__(self, carpeta):
        self.carpeta = carpeta
        self.direccion = f"unix://{carpeta}/docker.sock"
        self.maquina = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.maquina:
            self.corta()
        orden(*COMO_ROOT, "rm", "-rf", f"{self.carpeta}/datos")

    def enciende(self):
        """Vuelve cuando contesta."""
        script = (str(RAIZ / "tests/despliegue/motor.sh"), str(self.carpeta), str(os.getgid()))
        mandato = (*COMO_ROOT, *APARTE, *script)
        self.maquina = subprocess.Popen(mandato, stdin=subprocess.PIPE, text=True)
        fin = time.monotonic() + ARRANCA
        while not self._contesta():
            if self.maquina.poll() is not None or time.monotonic() > fin:
                msg = f"el motor aparte no arranca (¿eres root?): {self.carpeta}/motor.log"
                raise RuntimeError(msg)
            time.sleep(0.2)

    def apaga(self):
        """Como al apagar la máquina: para los contenedores y acaba."""
        self.maquina.communicate("apaga\n", timeout=ACABA)

    def corta(self):
        """Como al cortar la corriente: nadie se despide."""
        self.maquina.communicate("", timeout=ACABA)

    def carga(self, *imagenes):
        """Le da imágenes del motor de la máquina."""
        orden("sh", "-c", 'docker save "$@" | docker -H "$0" load -q', self.direccion, *imagenes)

    def _contesta(self):
        pregunta = ("docker", "-H", self.direccion, "info")
        return not subprocess.run(pregunta, capture_output=True, check=False).returncode
