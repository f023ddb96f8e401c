"""Lo que hace falta para pegar órdenes en la terminal de quien acaba de llegar."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from herramientas.sistema.docker import RAIZ, orden

# Nada más que el compose que se entrega: las imágenes se construyen, como las de cualquiera.
SOLO = {"COMPOSE_FILE": "docker-compose.yml"}
BLOQUE = re.compile(r"(?:<!-- (no se prueba: .+?) -->\n)?```bash\n(.*?)```", re.DOTALL)
SIGUE = 2  # s que se mira un registro que no acaba
# Su `docker`: pone el prefijo en los nombres del taller y corta lo que sigue un registro sin fin
DOCKER = """#!/bin/bash
[ "$1" = compose ] && exec {docker} "$@"
sigue=
for p in "$@"; do [ "$1 $p" = "logs -f" ] && sigue=si; done
palabras=()
for p in "$@"; do
    case "$p" in
        rabbitmq|producer|worker1|worker2|monitor|worker1:*) p="$PREFIJO$p" ;;
    esac
    palabras+=("$p")
done
[ -n "$sigue" ] || exec {docker} "${{palabras[@]}}"
{docker} "${{palabras[@]}}" &
{sleep} {sigue}
kill $! 2>/dev/null || wait $!
"""


def bloques(lectura):
    """Los bloques bash que se prueban, en orden."""
    texto = (RAIZ / lectura).read_text(encoding="utf-8")
    return [orden for motivo, orden in BLOQUE.findall(texto) if not motivo]


def copia(carpeta):
    """El proyecto, sin lo que no está en él."""
    fuera = shutil.ignore_patterns(".git", ".venv", ".env", "secretos", ".*cache", "__pycache__")
    proyecto = Path(shutil.copytree(RAIZ, carpeta / "taller", ignore=fuera))
    for suyo in (".venv", ".cache"):  # los de las pruebas valen: son las mismas, y las imágenes
        (proyecto / suyo).symlink_to(RAIZ / suyo)
    return proyecto


class RecienLlegado:
    """Tiene el proyecto, Docker y Compose v2; en su PATH no hay otro programa."""

    def __init__(self, carpeta, **entorno):
        self.proyecto = copia(carpeta)
        # Lo que pondría en .env quien no alcanza el registro de las imágenes públicas
        bases = re.findall(r"export (\w+)=(.*)", (RAIZ / ".cache/imagenes.env").read_text())
        self.entorno = {
            "PATH": str(_docker(carpeta / "bin").parent),
            "DOCKER_CONFIG": str(_configuracion(carpeta / "docker")),
            **{v: os.environ[v] for v in ("DOCKER_HOST",) if v in os.environ},
            **SOLO,
            **dict(bases),
            **entorno,
        }

    def pega(self, ordenes):
        """Corre las órdenes de un bloque, hasta la primera que falla, y da lo que dijeron."""
        hecho = subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", ordenes],
            cwd=self.proyecto,
            env=self.entorno,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert hecho.returncode == 0, f"{ordenes}\n{hecho.stdout}\n{hecho.stderr}"
        return hecho.stdout


def _docker(carpeta):
    carpeta.mkdir()
    archivo = carpeta / "docker"
    suyos = {programa: shutil.which(programa) for programa in ("docker", "sleep")}
    archivo.write_text(DOCKER.format(**suyos, sigue=SIGUE), encoding="utf-8")
    archivo.chmod(0o755)
    return archivo


def _compose_v2():
    """El complemento de la máquina o, si no lo tiene, el Compose v2 que baja compose-v2.sh."""
    suyos = json.loads(orden("docker", "info", "-f", "{{json .ClientInfo.Plugins}}")) or []
    rutas = [suyo["Path"] for suyo in suyos if suyo["Name"] == "compose"]
    ruta = rutas[0] if rutas else orden("herramientas/preparar/compose-v2.sh").strip()
    assert ruta, "no hay Compose v2 en esta máquina: instala el complemento compose de Docker"
    return ruta


def _configuracion(carpeta):
    """Su carpeta de Docker, con el complemento; del proxy de esta máquina depende construir."""
    (carpeta / "cli-plugins").mkdir(parents=True)
    (carpeta / "cli-plugins/docker-compose").symlink_to(_compose_v2())
    de_aqui = Path(os.environ.get("DOCKER_CONFIG", Path.home() / ".docker")) / "config.json"
    dicho = json.loads(de_aqui.read_text()) if de_aqui.exists() else {}
    (carpeta / "config.json").write_text(json.dumps({"proxies": dicho.get("proxies", {})}))
    return carpeta
