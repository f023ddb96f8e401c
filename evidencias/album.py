"""La carpeta img/: cada imagen con su texto al lado; se rehace solo si el texto cambia."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from evidencias.imagen import Imagen, comprobar
from taller.docker import RAIZ

CARPETA = RAIZ / "img"
PESO = 150_000  # bytes, como mucho, por imagen


def guardar(imagen: Imagen, pintar: Callable[[Imagen], bytes], carpeta: Path = CARPETA) -> bool:
    """Escribe el PNG y su texto si algo ha cambiado o falta; dice si lo hizo."""
    png = carpeta / f"{imagen.nombre}.png"
    texto = carpeta / f"{imagen.nombre}.txt"
    if png.exists() and texto.exists() and texto.read_text(encoding="utf-8") == imagen.texto:
        return False
    ligero = aligerar(imagen.png or pintar(imagen))
    comprobar(len(ligero) <= PESO, f"{png.name} pesa {len(ligero)} bytes: más de {PESO}")
    png.write_bytes(ligero)
    texto.write_text(imagen.texto, encoding="utf-8")
    return True


def aligerar(png: bytes) -> bytes:
    """El mismo PNG con una paleta de 64 colores: la cuarta parte, sin que se note."""
    return subprocess.run(
        ["pngquant", "--strip", "--speed", "1", "64", "-"],
        input=png,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
