"""Este módulo deja el Swarm que crearon unas pruebas sin dañar los demás contenedores."""

from contextlib import suppress

from herramientas.sistema.docker import orden

ETIQUETA = "taller.aparte"  # la lleva el nodo: para qué taller aparte se creó el Swarm
SERVICIO = "com.docker.compose.service"


def hay() -> bool:
    """Dice si esta máquina está en un Swarm y lo gobierna."""
    return orden("docker", "info", "-f", "{{.Swarm.ControlAvailable}}").strip() == "true"


def quitar(aparte: str) -> None:
    """Deja el Swarm, si se creó para ese taller aparte; si no, le quita la pila, si la tiene.

    Mientras sigan, sus servicios reponen los contenedores que se borran.
    """
    if not hay():
        return
    suyos = ("--filter", f"label=com.docker.stack.namespace={aparte}")
    if para_quien() == aparte:
        dejar()
    elif orden("docker", "service", "ls", "-q", *suyos).strip():
        orden("despliegue/swarm/quitar.sh", entorno={"PILA": aparte})


def para_quien() -> str:
    """Devuelve el taller aparte para el que se creó este Swarm; vacío si no hay ninguno."""
    if not hay():
        return ""
    formato = f'{{{{index .Spec.Labels "{ETIQUETA}"}}}}'
    return orden("docker", "node", "inspect", "self", "-f", formato).strip()


def dejar() -> None:
    """Deja el Swarm y devuelve su red a quien la pierde con ello.

    docker-compose 1.29 crea sus redes con `attachable`, y de esas Docker desconecta a todos los
    contenedores de la máquina cuando se deja un Swarm.
    """
    antes = redes()
    orden("docker", "swarm", "leave", "--force")
    for contenedor, red, servicio in sorted(antes - redes()):
        with suppress(RuntimeError):  # mientras, alguien lo ha quitado
            orden("docker", "network", "connect", "--alias", servicio, red, contenedor)


def redes() -> set[tuple[str, str, str]]:
    """Lista (contenedor, red, servicio) de cada contenedor de un compose en marcha."""
    formato = f'{{{{.ID}}}} {{{{.Networks}}}} {{{{.Label "{SERVICIO}"}}}}'
    de_compose = ("--filter", f"label={SERVICIO}", "--no-trunc", "--format", formato)
    dichos = [linea.split() for linea in orden("docker", "ps", *de_compose).splitlines()]
    con_red = [dicho for dicho in dichos if len(dicho) == 3]
    return {
        (quien, red, servicio) for quien, suyas, servicio in con_red for red in suyas.split(",")
    }
