"""Este módulo guarda lo que dijo cada contenedor, para buscar por qué falló algo."""

from collections.abc import Iterable
from pathlib import Path

from herramientas.sistema.docker import orden, registro


def guarda(carpeta: Path, proyectos: Iterable[str]) -> None:
    """Deja en la carpeta un archivo por contenedor de esos proyectos.

    Raises:
        RuntimeError: Docker no puede.
    """
    carpeta.mkdir(parents=True, exist_ok=True)
    for proyecto in proyectos:
        suyos = ("-a", "--filter", f"name={proyecto}", "--format", "{{.Names}}")
        for nombre in orden("docker", "ps", *suyos).split():
            try:
                dicho = registro(nombre, "0", "-t") + orden("docker", "inspect", nombre)
            except RuntimeError as error:  # otra prueba lo acaba de quitar
                dicho = str(error)
            (carpeta / f"{nombre}.log").write_text(dicho)
