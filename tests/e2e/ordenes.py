"""Lo que hace falta para correr las órdenes de los README tal como están escritas.

En una copia del proyecto y con `docker` sustituido por un script: `docker compose` es el compose de
esta máquina, que puede ser docker-compose 1.29; a lo demás le pone el prefijo en los nombres del
taller, y corta lo que sigue un registro sin fin (`logs -f`).
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from herramientas.sistema.docker import RAIZ

# Nada más que el compose que se entrega: las imágenes se construyen, como las de cualquiera.
SOLO = {"COMPOSE_FILE": "docker-compose.yml"}
BLOQUE = re.compile(r"(?:<!-- (no se prueba: .+?) -->\n)?```bash\n(.*?)```", re.DOTALL)
SIGUE = 2  # s que se mira un registro que no acaba
DOCKER = """#!/bin/bash
export PATH={path}
if [ "$1" = compose ]; then
    shift
    exec herramientas/preparar/compose.sh "$@"
fi
sigue=
for p in "$@"; do [ "$p" = -f ] && sigue="timeout {sigue}"; done
[ "$1" = logs ] || sigue=
palabras=()
for p in "$@"; do
    case "$p" in
        rabbitmq|producer|worker1|worker2|monitor|worker1:*) p="$PREFIJO$p" ;;
    esac
    palabras+=("$p")
done
$sigue docker "${{palabras[@]}}"
rc=$?
[ -n "$sigue" ] && [ "$rc" = 124 ] && rc=0
exit "$rc"
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


def script(carpeta):
    """La carpeta con ese `docker`, para ir delante en PATH."""
    carpeta.mkdir()
    archivo = carpeta / "docker"
    archivo.write_text(DOCKER.format(path=os.environ["PATH"], sigue=SIGUE), encoding="utf-8")
    archivo.chmod(0o755)
    return carpeta


def correr(orden, proyecto, delante, entorno):
    """Corre un bloque como lo haría quien lo pega en su terminal; al primer fallo se para."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", orden],
        cwd=proyecto,
        env={**os.environ, **entorno, "PATH": f"{delante}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
