"""Ventanas de terminal: del texto al HTML, con un color por verbo."""

import re
from html import escape
from pathlib import Path

from herramientas.evidencias.estudio.imagen import Imagen, Ventana

ESTILO = Path(__file__).with_name("estilo.css").read_text(encoding="utf-8")
VERBOS = "enviada|devuelta|recibida|completada|sin_ack|fallida|descartada"
TAREA = re.compile(rf"^(\[\S+\]) ({VERBOS}) (\S+)( · .*)$")
OTRA = re.compile(r"^(\[\S+\])( .*)$")
CUENTA = re.compile(r"(?<=: )\d+|(?<=  )\d+\b|worker\d \d+")
SANO = re.compile(r"\(healthy\)")


def pagina(imagen: Imagen) -> str:
    """El HTML de la imagen entera: sus filas de ventanas, o su dibujo."""
    dentro = imagen.svg or "".join(map(_fila, imagen.filas))
    return f'<meta charset="utf-8"><style>{ESTILO}</style><div id="imagen">{dentro}</div>'


def _fila(ventanas: list[Ventana]) -> str:
    return f'<div class="fila">{"".join(map(_ventana, ventanas))}</div>'


def _ventana(ventana: Ventana) -> str:
    lineas = [_linea(linea, ventana.marca) for linea in ventana.salida.rstrip().splitlines()]
    cuerpo = "\n".join([f'<span class="orden">{escape(ventana.orden)}</span>', *lineas])
    return f'<pre><div style="max-width: {ventana.columnas}ch">{cuerpo}</div></pre>'


def _linea(linea: str, marca: str) -> str:
    html = _colores(linea)
    return f'<span class="marca">{html}</span>' if marca and re.search(marca, linea) else html


def _colores(linea: str) -> str:
    if m := TAREA.match(linea):
        quien, verbo, tarea, detalle = map(escape, m.groups())
        return (
            f'<span class="quien">{quien}</span> <b class="{verbo}">{verbo}</b>'
            f' <span class="id">{tarea}</span><span class="detalle">{detalle}</span>'
        )
    quien, resto = m.groups() if (m := OTRA.match(linea)) else ("", linea)
    resto = CUENTA.sub(r'<span class="cuenta">\g<0></span>', escape(resto, quote=False))
    resto = SANO.sub(r'<span class="completada">\g<0></span>', resto)
    return f'<span class="quien">{escape(quien)}</span>{resto}'
