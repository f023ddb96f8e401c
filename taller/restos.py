"""Los talleres aparte (pruebas, caos, medidas): cómo se llaman y cómo no queda nada de ellos.

Su nombre dice qué proceso los arrancó. Si ya no vive, lo que haya con ese nombre es un resto, y se
quita la próxima vez: así da igual que a una corrida la maten a medias.
"""

import os
import re
import secrets

from taller import swarm
from taller.docker import orden

DUENO = "TALLER_DUENO"  # la heredan los procesos de una misma corrida de pruebas
NOMBRE = re.compile(r"aparte-[a-z]+-(\d+)-[0-9a-f]{6}")
ETIQUETAS = ("com.docker.compose.project", "com.docker.stack.namespace")
COSAS = {"container": ("rm", "-f", "-v"), "network": ("rm",), "volume": ("rm", "-f")}


def dueno() -> int:
    """El proceso por el que se arranca todo: el de pytest, también desde los de -n 2."""
    return int(os.environ.get(DUENO) or os.getpid())


def nombre(para: str) -> str:
    """Un nombre que no se repite y dice de quién es."""
    return f"aparte-{para}-{dueno()}-{secrets.token_hex(3)}"


def borrar(proyecto: str) -> None:
    """Quita sin despedidas los contenedores, redes, volúmenes e imágenes propias de un proyecto.

    Raises:
        RuntimeError: Docker no puede.
    """
    for cosa, verbo in COSAS.items():
        for etiqueta in ETIQUETAS:
            todas = ("-a",) if cosa == "container" else ()
            suyas = ("ls", "-q", *todas, "--filter", f"label={etiqueta}={proyecto}")
            if ids := orden("docker", cosa, *suyas).split():
                orden("docker", cosa, *verbo, *ids)
    # Por su nombre y no por su id, que puede ser el de otra imagen igual
    nombres = ("images", "--format", "{{.Repository}}:{{.Tag}}", f"{proyecto}*")
    if imagenes := orden("docker", *nombres).split():
        orden("docker", "rmi", "-f", *imagenes)


def barrer(*, tambien_de: int = 0) -> None:
    """Quita lo de los procesos que ya no viven, y lo de uno que vive si se dice cuál.

    Raises:
        RuntimeError: Docker no puede.
    """
    if sobra(swarm.para_quien(), tambien_de):  # mientras siga, repone sus contenedores
        swarm.dejar()
    for proyecto in filter(None, sorted(proyectos())):
        if sobra(proyecto, tambien_de):
            borrar(proyecto)


def proyectos() -> set[str]:
    """Los proyectos de los que hay algo en Docker."""
    formato = " ".join(f'{{{{.Label "{etiqueta}"}}}}' for etiqueta in ETIQUETAS)
    listas = (("container", "ls", "-a"), ("network", "ls"), ("volume", "ls"))
    return {p for lista in listas for p in orden("docker", *lista, "--format", formato).split()}


def sobra(proyecto: str, tambien_de: int) -> bool:
    """Si es un taller aparte y su dueño ya no está."""
    if not (aparte := NOMBRE.fullmatch(proyecto)):
        return False
    pid = int(aparte[1])
    return pid == tambien_de or not vive(pid)


def vive(pid: int) -> bool:
    """Si un proceso de esta máquina sigue en marcha."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
