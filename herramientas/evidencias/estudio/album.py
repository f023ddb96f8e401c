"""La carpeta img/: cada imagen con su texto al lado; se rehace solo si el texto cambia."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from herramientas.evidencias.estudio.imagen import Imagen, comprobar
from herramientas.sistema.docker import RAIZ

CARPETA = RAIZ / "img"
PESO = 150_000  # bytes, como mucho, por imagen
PESO_ANIMADA = 3_000_000


def guardar(imagen: Imagen, pintar: Callable[[Imagen], bytes], carpeta: Path = CARPETA) -> bool:
    """Escribe la imagen y su texto si algo ha cambiado o falta; dice si lo hizo."""
    archivo = carpeta / imagen.archivo
    texto = carpeta / f"{imagen.nombre}.txt"
    if archivo.exists() and texto.exists() and texto.read_text(encoding="utf-8") == imagen.texto:
        return False
    entera = imagen.foto or pintar(imagen)
    ligera, peso = (entera, PESO_ANIMADA) if imagen.animada else (aligerar(entera), PESO)
    comprobar(len(ligera) <= peso, f"{archivo.name} pesa {len(ligera)} bytes: más de {peso}")
    archivo.write_bytes(ligera)
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
