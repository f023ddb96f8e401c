"""Una `Terminal` se dibuja en HTML, con un color por verbo."""

import re
from dataclasses import dataclass
from html import escape

from herramientas.sistema.lineas import una

CUENTA = re.compile(r"(?<=: )\d+|(?<=  )\d+\b|worker\d \d+")
SANO = re.compile(r"\(healthy\)")
TANDA = "7f3a9c"  # el nombre de toda tanda en las imágenes


@dataclass(frozen=True, slots=True)
class Terminal:
    """Una `Terminal` muestra una orden y lo que respondió."""

    orden: str
    salida: str
    marca: str = ""  # regex: las líneas en que hay que fijarse
    columnas: int = 97  # las que tiene la terminal: lo más largo sigue en la línea de abajo

    def __str__(self) -> str:
        """Escribe lo mismo sin colores, para quien no ve la imagen y para los diff."""
        return f"$ {self.orden}\n{self.salida.rstrip()}\n"

    def html(self) -> str:
        """Dibuja su ventana."""
        lineas = [self._linea(linea) for linea in self.salida.rstrip().splitlines()]
        cuerpo = "\n".join([f'<span class="orden">{escape(self.orden)}</span>', *lineas])
        return f'<pre><div style="max-width: {self.columnas}ch">{cuerpo}</div></pre>'

    def _linea(self, texto: str) -> str:
        marcada = self.marca and re.search(self.marca, texto)
        return f'<span class="marca">{colores(texto)}</span>' if marcada else colores(texto)


def colores(texto: str) -> str:
    """Da a cada parte de una línea la clase de su color."""
    linea = una(texto)
    quien = f'<span class="quien">[{escape(linea.quien)}]</span> ' if linea.quien else ""
    if linea.verbo:
        return (
            f'{quien}<b class="{linea.verbo}">{linea.verbo}</b>'
            f' <span class="id">{escape(linea.tarea)}</span>'
            f'<span class="detalle"> · {escape(linea.detalle)}</span>'
        )
    resto = CUENTA.sub(r'<span class="cuenta">\g<0></span>', escape(linea.detalle, quote=False))
    return quien + SANO.sub(r'<span class="completada">\g<0></span>', resto)


def estable(texto: str, prefijo: str) -> str:
    """Escribe siempre igual lo que cambia de una ejecución a otra sin importar.

    Solo iguala tiempos y nombres al azar; ninguna línea se quita ni cambia de sitio.
    """
    texto = texto.replace(prefijo, "")
    texto = re.sub(r"\b[0-9a-f]{6}-(\d{4})\b", rf"{TANDA}-\1", texto)
    texto = re.sub(r"(completada \S+ · \d+)\.\d s", r"\1.0 s", texto)
    texto = re.sub(r"Up (Less than a second|About a minute|\d+ \w+)", "Up 5 seconds", texto)
    return re.sub(r"(segundos +)\d+", r"\g<1>15", texto)
