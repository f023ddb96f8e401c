"""Una `Imagen` dice algo que se ha comprobado, y se guarda en img/ con su texto al lado."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from herramientas.evidencias.estudio.terminal import Terminal
from herramientas.sistema.docker import RAIZ

PESO = {"png": 150_000, "gif": 3_000_000}  # bytes, como mucho


class HechoFalso(AssertionError):
    """Lo que la imagen iba a mostrar no ha ocurrido."""


def comprobar(cierto: object, hecho: str) -> None:
    """Deja seguir solo si el hecho es cierto.

    Raises:
        HechoFalso: si no lo es; el texto es el hecho.
    """
    if not cierto:
        raise HechoFalso(hecho)


@dataclass(frozen=True, slots=True)
class Imagen:
    """Una `Imagen` es una foto ya tomada, o el HTML o SVG que falta pintar."""

    nombre: str
    texto: str  # lo que muestra, con palabras
    contenido: str | bytes
    formato: Literal["png", "gif"] = "png"

    def guardar(self, pintar: Callable[[str], bytes]) -> bool:
        """La escribe si su texto cambió o si falta; dice si lo hizo."""
        archivo, texto = (RAIZ / f"img/{self.nombre}.{f}" for f in (self.formato, "txt"))
        if archivo.exists() and texto.exists() and texto.read_text("utf-8") == self.texto:
            return False
        contenido = self.contenido
        entera = pintar(contenido) if isinstance(contenido, str) else contenido
        ligera = aligerar(entera) if self.formato == "png" else entera
        comprobar(len(ligera) <= PESO[self.formato], f"{archivo.name} pesa {len(ligera)} bytes")
        archivo.write_bytes(ligera)
        texto.write_text(self.texto, "utf-8")
        return True


def en_terminales(nombre: str, *terminales: Terminal, en_fila: bool = False) -> Imagen:
    """Hace la imagen de unas terminales: una debajo de otra o, `en_fila`, una al lado de otra."""
    ventanas = "".join(terminal.html() for terminal in terminales)
    html = f'<div class="{"fila" if en_fila else "columna"}">{ventanas}</div>'
    return Imagen(nombre, "\n".join(map(str, terminales)), html)


def aligerar(png: bytes) -> bytes:
    """Deja el PNG en una paleta de 64 colores: pesa la cuarta parte, sin que se note."""
    mandato = ["pngquant", "--strip", "--speed", "1", "64", "-"]
    return subprocess.run(mandato, input=png, stdout=subprocess.PIPE, check=True).stdout
