"""Ventanas de terminal: del texto al HTML, con un color por verbo."""

import re
from html import escape
from pathlib import Path

from herramientas.evidencias.estudio.imagen import Imagen, Terminal
from herramientas.sistema.lineas import una

ESTILO = Path(__file__).with_name("estilo.css").read_text(encoding="utf-8")
CUENTA = re.compile(r"(?<=: )\d+|(?<=  )\d+\b|worker\d \d+")
SANO = re.compile(r"\(healthy\)")


def pagina(imagen: Imagen) -> str:
    """El HTML de la imagen entera: sus filas de terminales, o su dibujo."""
    dentro = imagen.svg or "".join(map(_fila, imagen.filas))
    return f'<meta charset="utf-8"><style>{ESTILO}</style><div id="imagen">{dentro}</div>'


def _fila(terminales: list[Terminal]) -> str:
    return f'<div class="fila">{"".join(map(_terminal, terminales))}</div>'


def _terminal(terminal: Terminal) -> str:
    lineas = [_linea(linea, terminal.marca) for linea in terminal.salida.rstrip().splitlines()]
    cuerpo = "\n".join([f'<span class="orden">{escape(terminal.orden)}</span>', *lineas])
    return f'<pre><div style="max-width: {terminal.columnas}ch">{cuerpo}</div></pre>'


def _linea(linea: str, marca: str) -> str:
    html = _colores(linea)
    return f'<span class="marca">{html}</span>' if marca and re.search(marca, linea) else html


def _colores(texto: str) -> str:
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
