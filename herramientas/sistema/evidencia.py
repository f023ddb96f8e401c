"""Este módulo guarda lo que dijo cada contenedor, para buscar por qué falló algo."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from herramientas.sistema.docker import orden, registro


def guarda(carpeta: Path, proyectos: Iterable[str]) -> None:
    """Deja en la carpeta, vacía antes, un archivo por contenedor de esos proyectos.

    Raises:
        RuntimeError: Docker no puede.
    """
    shutil.rmtree(carpeta, ignore_errors=True)
    carpeta.mkdir(parents=True)
    for proyecto in proyectos:
        suyos = ("-a", "--filter", f"name={proyecto}", "--format", "{{.Names}}")
        for nombre in orden("docker", "ps", *suyos).split():
            dicho = registro(nombre, "0", "-t") + orden("docker", "inspect", nombre)
            (carpeta / f"{nombre}.log").write_text(dicho)
