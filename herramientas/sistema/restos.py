"""Este módulo da nombre a los talleres aparte (pruebas, caos, medidas) y borra lo que dejan.

El nombre dice qué proceso arrancó el taller. Si ese proceso ya no vive, lo que haya con ese nombre
es un resto y se quita la próxima vez: no importa que a una corrida la maten a medias.
"""

import hashlib
import os
import re
import secrets
import shutil
import tempfile
from pathlib import Path

from herramientas.sistema import swarm
from herramientas.sistema.docker import RAIZ, orden

DUENO = "TALLER_DUENO"  # la heredan los procesos de una misma corrida de pruebas
NOMBRE = re.compile(r"aparte-[a-z]+-(\d+)-[0-9a-f]{6}")
ETIQUETAS = ("com.docker.compose.project", "com.docker.stack.namespace")
COSAS = {"container": ("rm", "-f", "-v"), "network": ("rm",), "volume": ("rm", "-f")}
# Las de todos los talleres aparte de esta copia del proyecto: otra copia tiene otro código.
IMAGENES = f"taller-aparte-{hashlib.sha256(bytes(RAIZ)).hexdigest()[:6]}"


def dueno() -> int:
    """Devuelve el proceso por el que se arranca todo: el de pytest, también desde los de -n 2."""
    return int(os.environ.get(DUENO) or os.getpid())


def nombre(para: str) -> str:
    """Devuelve un nombre que no se repite y que dice qué proceso es su dueño."""
    return f"aparte-{para}-{dueno()}-{secrets.token_hex(3)}"


def de_la_corrida() -> Path:
    """Devuelve la carpeta que comparten los procesos de una misma corrida de pruebas."""
    return Path(tempfile.gettempdir()) / f"taller-pruebas-{dueno()}"


def acaba_la_corrida() -> None:
    """Quita todo lo de la corrida, también lo que aún esté en marcha.

    Raises:
        RuntimeError: Docker no puede.
    """
    if de_la_corrida().exists():
        barrer(tambien_de=dueno())
        shutil.rmtree(de_la_corrida())


def proyectos(de: int = 0) -> set[str]:
    """Busca los talleres aparte de los que hay algo en Docker; con `de`, los de ese proceso."""
    formato = " ".join(f'{{{{.Label "{etiqueta}"}}}}' for etiqueta in ETIQUETAS)
    listas = (("container", "ls", "-a"), ("network", "ls"), ("volume", "ls"))
    nombres = [p for lista in listas for p in orden("docker", *lista, "--format", formato).split()]
    nombres += orden("docker", "images", "--format", "{{.Repository}}", "aparte-*").split()
    hallados = (NOMBRE.match(n) for n in nombres)
    return {m[0] for m in hallados if m and de in {0, int(m[1])}}


def borrar(proyecto: str) -> None:
    """Borra sin esperar los contenedores, redes, volúmenes e imágenes propias de un proyecto.

    Raises:
        RuntimeError: Docker no puede.
    """
    swarm.quitar(proyecto)
    for cosa, verbo in COSAS.items():
        for etiqueta in ETIQUETAS:
            todas = ("-a",) if cosa == "container" else ()
            suyas = ("ls", "-q", *todas, "--filter", f"label={etiqueta}={proyecto}")
            if ids := orden("docker", cosa, *suyas).split():
                _quitar(proyecto, cosa, *verbo, *ids)
    borrar_imagenes(f"{proyecto}*")


def _quitar(proyecto: str, *que: str) -> None:
    try:
        orden("docker", *que)
    except RuntimeError as error:  # visto en Docker 20.10: también con la red ya sin nadie
        if "has active endpoints" not in str(error):
            raise
        print(f"· Docker cree en uso una red de {proyecto} y no la quita: queda para otra vez")


def borrar_imagenes(cuales: str) -> None:
    """Borra imágenes por su nombre y no por su id, que puede ser el de otra imagen igual."""
    lista = ("images", "--format", "{{.Repository}}:{{.Tag}}", cuales)
    if imagenes := orden("docker", *lista).split():
        orden("docker", "rmi", "-f", *imagenes)


def barrer(*, tambien_de: int = 0) -> None:
    """Borra los talleres cuyo proceso ya no vive y, si se dice, también los de uno que vive.

    Raises:
        RuntimeError: Docker no puede.
    """
    if sobra(swarm.para_quien(), tambien_de):  # mientras siga, repone sus contenedores
        swarm.dejar()
    for proyecto in sorted(proyectos()):
        if sobra(proyecto, tambien_de):
            borrar(proyecto)


def sobra(proyecto: str, tambien_de: int) -> bool:
    """Dice si es un taller aparte y su dueño ya no está."""
    if not (aparte := NOMBRE.fullmatch(proyecto)):
        return False
    pid = int(aparte[1])
    return pid == tambien_de or not vive(pid)


def vive(pid: int) -> bool:
    """Dice si un proceso de esta máquina sigue en marcha."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main() -> None:
    """Hace su parte de `make limpia`: borra los restos, las imágenes y los suplentes."""
    barrer()
    borrar_imagenes("taller-aparte*")
    borrar_imagenes("taller/suplente-*")
    sueltas = ("--filter", "label=taller.base", "--filter", "dangling=true")
    if ids := orden("docker", "images", "-q", *sueltas).split():
        orden("docker", "rmi", "-f", *ids)


if __name__ == "__main__":
    main()
