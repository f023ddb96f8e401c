"""Una copia del proyecto en la que se pone un mutante y se corre su prueba."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

from taller.docker import RAIZ, orden
from taller.mutantes.mutante import Mutante

PACIENCIA = "8"  # s que una prueba espera a que un servicio diga algo; sanos, no pasan de 4
LIMITE = 45  # s; 15 antes la corta pytest
FALLA = 1  # estado de pytest: alguna prueba falla; los demás son de que no ha corrido


class Copia:
    """Se usa con `with`; la carpeta se borra al salir."""

    def __enter__(self) -> Self:
        self.raiz = Path(tempfile.mkdtemp(prefix="taller-mutantes-"))
        for nombre in orden("git", "ls-files", "-co", "--exclude-standard").splitlines():
            if (RAIZ / nombre).is_file():
                destino = self.raiz / nombre
                destino.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(RAIZ / nombre, destino)
        for suya in (".venv", ".cache"):
            (self.raiz / suya).symlink_to(RAIZ / suya)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.raiz)

    def juzga(self, mutante: Mutante) -> str:
        """Por qué no vale, o nada si su prueba lo nota."""
        fichero = self.raiz / mutante.fichero
        sano = fichero.read_text(encoding="utf-8")
        if (veces := sano.count(mutante.texto)) != 1:
            return f"su texto está {veces} veces en {mutante.fichero}"
        fichero.write_text(sano.replace(mutante.texto, mutante.otro), encoding="utf-8")
        try:
            hecho = self.corre(mutante.prueba)
        except subprocess.TimeoutExpired:
            return f"su prueba no acaba en {LIMITE} s"
        finally:
            fichero.write_text(sano, encoding="utf-8")
        if not hecho.returncode:
            return f"sobrevive: {mutante.prueba} pasa"
        return (
            ""
            if hecho.returncode == FALLA
            else f"su prueba acaba con {hecho.returncode}: {hecho.stdout[-600:]}"
        )

    def corre(self, prueba: str) -> subprocess.CompletedProcess[str]:
        """Corre una prueba en la copia, sin dejar bytecode: el de un mutante valdría para otro."""
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-xq",
                f"--timeout={LIMITE - 15}",
                f"tests/{prueba}",
            ],
            cwd=self.raiz,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PACIENCIA": PACIENCIA},
            capture_output=True,
            text=True,
            timeout=LIMITE,
            check=False,
        )
