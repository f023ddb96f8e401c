"""Este módulo copia el proyecto, pone un mutante en la copia y corre allí su prueba."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from herramientas.sistema.docker import RAIZ, orden
from tests.mutantes.mutante import Mutante

PACIENCIA = "12"  # s que una prueba espera a que un servicio diga algo; la más lenta, sana, 7
PLAZO = 45  # s para una prueba; 15 antes la corta pytest, y es un fallo
PLAZO_SANAS = 300  # s para todas, sin mutante
INFORME = ".cache/junit.xml"


class Copia:
    """Una `Copia` es una carpeta con el proyecto. Se usa con `with`, y al salir se borra."""

    def __init__(self, proyecto: Path = RAIZ) -> None:
        self._proyecto = proyecto

    def __enter__(self) -> Self:
        self.raiz = Path(tempfile.mkdtemp(prefix="taller-mutantes-"))
        lista = orden("git", "-C", str(self._proyecto), "ls-files", "-co", "--exclude-standard")
        for nombre in lista.splitlines():
            if (self._proyecto / nombre).is_file():
                destino = self.raiz / nombre
                destino.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self._proyecto / nombre, destino)
        (self.raiz / ".cache").mkdir()  # suya: la evidencia de los fallos provocados no sirve
        for cosa in (self._proyecto / ".cache").glob("*"):
            if cosa.name != "evidencia":
                (self.raiz / ".cache" / cosa.name).symlink_to(cosa)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.raiz)

    def juzga(self, mutante: Mutante) -> str:
        """Devuelve por qué no cuenta como notado; vacío, si su prueba lo nota."""
        archivo = self.raiz / mutante.archivo
        sano = archivo.read_text(encoding="utf-8")
        if (veces := sano.count(mutante.texto)) != 1:
            return f"su texto está {veces} veces en {mutante.archivo}"
        archivo.write_text(sano.replace(mutante.texto, mutante.otro), encoding="utf-8")
        try:
            hecho = self.corre([mutante.prueba], PLAZO, "-x")
        except subprocess.TimeoutExpired:
            return f"su prueba no acaba en {PLAZO} s"
        finally:
            archivo.write_text(sano, encoding="utf-8")
        if not hecho.returncode:
            return f"sobrevive: {mutante.prueba} pasa"
        return "" if self._falla_la_prueba() else f"su prueba no llega a correr:\n{hecho.stdout}"

    def corre(
        self, pruebas: Iterable[str], limite: int, *opciones: str
    ) -> subprocess.CompletedProcess[str]:
        """Corre pruebas en la copia, sin dejar bytecode: Python usaría el de un mutante con otro.

        Raises:
            subprocess.TimeoutExpired: no acaban a tiempo.
        """
        (self.raiz / INFORME).unlink(missing_ok=True)  # el de otro mutante
        corta = ("-q", f"--timeout={PLAZO - 15}", f"--junitxml={INFORME}", *opciones)
        return subprocess.run(
            [sys.executable, "-m", "pytest", *corta, *(f"tests/{prueba}" for prueba in pruebas)],
            cwd=self.raiz,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PRUEBAS_PACIENCIA": PACIENCIA},
            capture_output=True,
            text=True,
            timeout=limite,
            check=False,
        )

    def _falla_la_prueba(self) -> bool:
        """Dice si falló lo que se comprueba; si falla lo que se prepara antes, es un `error`."""
        informe = self.raiz / INFORME
        return informe.exists() and "<failure " in informe.read_text(encoding="utf-8")
