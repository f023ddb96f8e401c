"""Una máquina de mentira, con los programas justos, para correr los scripts de preparar/."""

import shutil
import subprocess

from herramientas.sistema.docker import RAIZ

PREPARAR = "herramientas/preparar"
DE_TODAS = ("dirname", "find", "grep", "head", "id", "mktemp", "rm", "seq", "sleep", "tail")
NADA = "exit 0"


class Maquina:
    """Una `Maquina` tiene su carpeta de programas, y una copia de lo que los scripts miran."""

    def __init__(self, carpeta):
        self.bin, self.apuntado = carpeta / "bin", carpeta / "apuntado"
        self.raiz = carpeta / "taller"
        self.bin.mkdir()
        self.apuntado.touch()
        for programa in DE_TODAS:
            (self.bin / programa).symlink_to(shutil.which(programa))
        for suyo in (PREPARAR, "rabbitmq", "despliegue", "ejemplos"):
            shutil.copytree(RAIZ / suyo, self.raiz / suyo, ignore=shutil.ignore_patterns("certs"))
        suyo = "herramientas/caos/trabajo.py"
        (self.raiz / suyo).parent.mkdir()
        shutil.copy(RAIZ / suyo, self.raiz / suyo)
        (self.raiz / "img").mkdir()
        (self.raiz / "img/una.png").touch()
        docker = self.raiz / PREPARAR / "docker.sh"
        script = docker.read_text()
        assert script.count(":/usr/sbin:/sbin") == 1
        docker.write_text(script.replace(":/usr/sbin:/sbin", ""))  # el dockerd de verdad no cuenta

    def con(self, **programas):
        """Le pone programas: cada uno, un script de shell."""
        for nombre, script in programas.items():
            archivo = self.bin / nombre.replace("_", "-")
            archivo.unlink(missing_ok=True)
            archivo.write_text(f"#!/bin/sh\n{script}\n")
            archivo.chmod(0o755)

    def corre(self, script, *palabras, **entorno):
        suyo = {"PATH": str(self.bin), "TMPDIR": str(self.bin), "APUNTADO": str(self.apuntado)}
        return subprocess.run(
            [self.raiz / PREPARAR / script, *palabras],
            cwd=self.raiz,
            env={**suyo, **entorno},
            capture_output=True,
            text=True,
            check=False,
        )
