"""Este módulo da nombre a los talleres aparte (pruebas, caos, medidas) y borra lo que dejan.

El nombre dice qué proceso arrancó el taller, y los contenedores, redes, volúmenes e imágenes de un
taller llevan su nombre. Si ese proceso ya no vive, lo que quede es un resto y se quita la próxima
vez: no importa que a una corrida la maten a medias.
"""

import hashlib
import os
import re
import secrets
from contextlib import suppress

from herramientas.sistema import swarm
from herramientas.sistema.docker import RAIZ, orden

DUENO = "TALLER_DUENO"  # la heredan los procesos de una misma corrida de pruebas
NOMBRE = re.compile(r"aparte-[a-z]+-(\d+)-[0-9a-f]{6}")
# De cada cosa, la orden que las lista, con el nombre lo primero, y la que borra; en este orden
COSAS = [
    # Con su proyecto, porque `run --name` pone el nombre que quiera
    (("ps", "-a", "--format", '{{.Names}} {{.Label "com.docker.compose.project"}}'), ("rm", "-fv")),
    (("network", "ls", "--format", "{{.Name}}"), ("network", "rm")),
    (("volume", "ls", "--format", "{{.Name}}"), ("volume", "rm", "-f")),
    # Por su nombre y no por su id, que puede ser el de otra imagen igual
    (("images", "--format", "{{.Repository}}:{{.Tag}}"), ("rmi", "-f")),
]
# Las de todos los talleres aparte de esta copia del proyecto: otra copia tiene otro código.
IMAGENES = f"taller-aparte-{hashlib.sha256(bytes(RAIZ)).hexdigest()[:6]}"


def dueno() -> int:
    """Devuelve el proceso por el que se arranca todo: el de pytest, también desde los de -n 3."""
    return int(os.environ.get(DUENO) or os.getpid())


def nombre(para: str) -> str:
    """Devuelve un nombre que no se repite y que dice qué proceso es su dueño."""
    return f"aparte-{para}-{dueno()}-{secrets.token_hex(3)}"


def proyectos() -> dict[str, int]:
    """Busca los talleres aparte de los que hay algo en Docker; da el dueño de cada uno."""
    todo = [swarm.para_quien(), *(orden("docker", *lista) for lista, _ in COSAS)]
    return {suyo[0]: int(suyo[1]) for suyo in NOMBRE.finditer("\n".join(todo))}


def borrar(proyecto: str) -> None:
    """Borra sin esperar todo lo de un proyecto, y el Swarm que se creó para él.

    Raises:
        RuntimeError: Docker no puede.
    """
    swarm.quitar(proyecto)
    for lista, borra in COSAS:
        lineas = orden("docker", *lista).splitlines()
        suyas = [linea.split()[0] for linea in lineas if proyecto in linea]
        try:
            if suyas:
                orden("docker", *borra, *suyas)
        except RuntimeError as error:  # visto en Docker 20.10: también con la red ya sin nadie
            if "has active endpoints" not in str(error):
                raise
            print(f"· Docker cree en uso una red de {proyecto} y no la quita: queda para otra vez")


def barrer(*, tambien_de: int = 0) -> None:
    """Borra los talleres cuyo proceso ya no vive y, si se dice, también los de uno que vive.

    Raises:
        RuntimeError: Docker no puede.
    """
    for proyecto, pid in proyectos().items():
        if pid == tambien_de or not vive(pid):
            borrar(proyecto)


def vive(pid: int) -> bool:
    """Dice si un proceso de esta máquina sigue en marcha."""
    try:
        with suppress(PermissionError):  # vive, y es de otro usuario
            os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def main() -> None:
    """Hace su parte de `make limpia`: borra los restos, las imágenes y los suplentes."""
    barrer()
    suyas = ("--filter", "reference=taller-aparte*", "--filter", "reference=taller/suplente-*")
    sueltas = ("-q", "--filter", "label=taller.base", "--filter", "dangling=true")
    for cuales in (("--format", "{{.Repository}}:{{.Tag}}", *suyas), sueltas):
        if imagenes := orden("docker", "images", *cuales).split():
            orden("docker", "rmi", "-f", *imagenes)


if __name__ == "__main__":
    main()
