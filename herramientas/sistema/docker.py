"""Aquí se llama a Docker y a compose como los llamaría cualquiera."""

import os
import subprocess
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
LIMITE = 600  # s para una orden: ninguna se queda colgada para siempre


def orden(*palabras: str, entorno: dict[str, str] | None = None, entrada: str = "") -> str:
    """Corre una orden en la raíz del proyecto y devuelve lo que dijo (stdout y stderr juntas).

    `entrada` es lo que lee de stdin.

    Raises:
        RuntimeError: si acaba mal; el texto lleva la orden y su salida.
        subprocess.TimeoutExpired: si no acaba en diez minutos.
    """
    hecho = subprocess.run(
        palabras,
        cwd=RAIZ,
        env={**os.environ, **(entorno or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        input=entrada,
        text=True,
        timeout=LIMITE,
        check=False,
    )
    if hecho.returncode:
        msg = f"«{' '.join(palabras)}» acabó con {hecho.returncode}:\n{hecho.stdout[-2000:]}"
        raise RuntimeError(msg)
    return hecho.stdout


def compose(*palabras: str, entorno: dict[str, str] | None = None) -> str:
    """Hace lo mismo con el compose de la máquina."""
    return orden("herramientas/preparar/compose.sh", *palabras, entorno=entorno)


def registro(contenedor: str, desde: str = "0", *opciones: str) -> str:
    """Devuelve lo que ha dicho un contenedor desde un instante (época Unix)."""
    return orden("docker", "logs", "--since", desde, *opciones, contenedor)


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
