"""Aquí se llama a Docker y a compose como los llamaría cualquiera."""

import os
import subprocess
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
LIMITE = 600  # s para una orden: ninguna se queda colgada para siempre


def orden(
    *palabras: str,
    entorno: dict[str, str] | None = None,
    entrada: str = "",
    juntas: bool = False,
) -> str:
    """Corre una orden en la raíz del proyecto y devuelve lo que dijo por stdout.

    `entrada` es lo que lee de stdin. Por stderr compose mezcla avisos con lo que se le pide: va
    solo en el error, si no se dice `juntas`, como salen en una terminal.

    Raises:
        RuntimeError: si acaba mal; el texto lleva la orden y lo que dijo.
        subprocess.TimeoutExpired: si no acaba en diez minutos.
    """
    hecho = subprocess.run(
        palabras,
        cwd=RAIZ,
        env={**os.environ, **(entorno or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if juntas else subprocess.PIPE,
        input=entrada,
        text=True,
        timeout=LIMITE,
        check=False,
    )
    if hecho.returncode:
        dicho = hecho.stdout + (hecho.stderr or "")
        msg = f"«{' '.join(palabras)}» acabó con {hecho.returncode}:\n{dicho[-2000:]}"
        raise RuntimeError(msg)
    return hecho.stdout


def compose(*palabras: str, entorno: dict[str, str] | None = None, juntas: bool = False) -> str:
    """Hace lo mismo con el compose de la máquina."""
    return orden("herramientas/preparar/compose.sh", *palabras, entorno=entorno, juntas=juntas)


def registro(contenedor: str, desde: str = "0", *opciones: str) -> str:
    """Devuelve todo lo que ha dicho un contenedor desde un instante (época Unix)."""
    return orden("docker", "logs", "--since", desde, *opciones, contenedor, juntas=True)


def dato(contenedor: str, plantilla: str) -> str:
    """Devuelve un dato de `docker inspect`, como `{{.State.Running}}`."""
    return orden("docker", "inspect", "-f", plantilla, contenedor).strip()


def ajuste(variable: str, defecto: str) -> str:
    """Devuelve el valor que vería compose: el del entorno o, si no, el de .env."""
    archivo = RAIZ / ".env"
    lineas = archivo.read_text().splitlines() if archivo.exists() else []
    pares = (linea.partition("=") for linea in lineas)
    dados = {nombre.strip(): valor.strip().strip("\"'") for nombre, _, valor in pares}
    return os.environ.get(variable) or dados.get(variable) or defecto
