"""El taller en un servidor propio, según su página."""

import re
import time

from herramientas.sistema.docker import RAIZ, orden
from herramientas.sistema.taller import WORKERS, Taller

ARCHIVOS = (
    "docker-compose.yml",
    "herramientas/sistema/imagenes.yml",
    "despliegue/tls/compose.yml",
    "despliegue/servidor/compose.yml",
    "tests/despliegue/glotona.yml",
)
PAGINA = RAIZ / "despliegue/servidor/README.md"
SIEMPRE = ("rabbitmq", *WORKERS, "monitor", "panel")  # los que vuelven
SECRETOS = "despliegue/servidor/secretos"


class Servidor(Taller):
    """El de una copia del proyecto, con sus claves y sus certificados."""

    def __init__(self, copia, **ajustes):
        self.copia = copia
        archivos = ":".join(str(copia / archivo) for archivo in ARCHIVOS)
        admin = self.claves["CLAVE_ADMIN"]
        super().__init__("servidor", COMPOSE_FILE=archivos, CLAVE_ADMIN=admin, **ajustes)

    @property
    def claves(self):
        """Las que hay ahora en sus archivos."""
        return {c.name: c.read_text() for c in (self.copia / SECRETOS).iterdir()}

    def envia(self, cuantas, **ajustes):
        """Envía una tanda con un productor nuevo; da desde cuándo (época Unix), ya confirmada."""
        self.compose("rm", "-fs", "producer")
        desde = time.time()
        uno = ("--no-deps", "--scale", "producer=1", "producer")  # sin pedirlo no hay ninguno
        self.arrancar(*uno, TAREAS=str(cuantas), INTERVALO="0", **ajustes)
        self.esperar(lambda: f"{cuantas} tareas enviadas y confirmadas" in self.dice("producer"))
        return desde

    def vueltas(self, servicio):
        """Cuántas veces lo ha hecho volver Docker."""
        return self.estado(servicio)["RestartCount"]

    def sigue(self, titulo, cual=0, sin=""):
        """Corre en la copia, de los bloques que la página tiene bajo ese título, uno.

        `sin` es lo que de él no se corre, que tiene que estar.
        """
        apartado = PAGINA.read_text().split(f"\n## {titulo}\n")[1].split("\n## ")[0]
        ordenes = re.findall(r"```sh\n(.*?)```", apartado, re.DOTALL)[cual]
        assert sin in ordenes
        ordenes = ordenes.replace(sin, "") if sin else ordenes
        ordenes = ordenes.replace("docker compose", "herramientas/preparar/compose.sh")
        suyo = f"{self.prefijo}rabbitmq"
        ordenes = re.sub(r"(docker (?:exec(?: -i)?|cp(?: -)?)) rabbitmq", rf"\1 {suyo}", ordenes)
        mandato = f"cd '{self.copia}'\n{ordenes}"
        orden("bash", "-euo", "pipefail", "-c", mandato, entorno=self.entorno)
