"""Una `Imagen` dice algo que se ha comprobado, y se guarda en img/ con su texto al lado."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from herramientas.evidencias.estudio.cronograma import Cronograma
from herramientas.evidencias.estudio.terminal import Terminal
from herramientas.sistema.docker import RAIZ


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
    """Una `Imagen` es una foto ya tomada, o el HTML que falta pintar."""

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
        archivo.write_bytes(aligerar(entera) if self.formato == "png" else entera)
        texto.write_text(self.texto, "utf-8")
        return True


def dibujada(nombre: str, *dibujos: Terminal | Cronograma, en_fila: bool = False) -> Imagen:
    """Hace la imagen de unos dibujos: uno debajo de otro o, `en_fila`, uno al lado de otro."""
    html = "".join(dibujo.html() for dibujo in dibujos)
    colocados = f'<div class="{"fila" if en_fila else "columna"}">{html}</div>'
    return Imagen(nombre, "\n".join(map(str, dibujos)), colocados)


def aligerar(png: bytes) -> bytes:
    """Deja el PNG en una paleta de 64 colores: pesa la cuarta parte, sin que se note."""
    mandato = ["pngquant", "--strip", "--speed", "1", "64", "-"]
    return subprocess.run(mandato, input=png, stdout=subprocess.PIPE, check=True).stdout
