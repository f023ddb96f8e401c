"""Este otro procesar.py hace la miniatura de un PNG, solo con la biblioteca estándar."""

import re
import socket
from itertools import islice, pairwise
from pathlib import Path

from comun.tarea import Tarea
from ejemplos.miniaturas import png

FOTOS, RESULTADOS = Path("/fotos"), Path("/resultados")  # se montan en compose.yml
ANCHO = 160  # píxeles; una imagen más estrecha se queda como está
NOMBRE = re.compile(r"[^./\\\0][^/\\\0]*")  # no es de otra carpeta, ni oculto


class SinMiniatura(Exception):
    """Este error dice por qué no se puede hacer una miniatura."""


def procesar(tarea: Tarea) -> None:
    """Deja en RESULTADOS la miniatura de `datos["archivo"]`, un PNG de FOTOS.

    La misma tarea puede llegar dos veces: la misma imagen da el mismo archivo, byte a byte.

    Raises:
        SinMiniatura: la tarea no nombra un archivo, o este no se puede leer, o no es un PNG que se
            entienda.
    """
    archivo = tarea.datos.get("archivo")
    if not isinstance(archivo, str) or not NOMBRE.fullmatch(archivo):
        msg = "en sus datos no hay un «archivo»: un nombre, sin carpeta"
        raise SinMiniatura(msg)
    try:
        guardar(archivo, png.escribir(*reducir(png.leer((FOTOS / archivo).read_bytes()))))
    except png.NoSeEntiende as error:
        msg = f"{archivo} {error}"
        raise SinMiniatura(msg) from error
    except OSError as error:
        msg = f"{error.filename or archivo}: {error.strerror}"
        raise SinMiniatura(msg) from error


def guardar(nombre: str, contenido: bytes) -> None:
    """Guarda el archivo entero o nada: lo escribe aparte y le cambia el nombre, en un paso."""
    # Es uno por worker: dos que hagan la misma tarea a la vez no escriben en el mismo archivo
    aparte = RESULTADOS / f".{socket.gethostname()}"
    aparte.write_bytes(contenido)
    aparte.replace(RESULTADOS / nombre)


def reducir(imagen: png.Imagen) -> tuple[int, list[png.Fila]]:
    """Devuelve el ancho y las filas: cada píxel es la media del rectángulo al que sustituye."""
    ancho = min(ANCHO, imagen.ancho)
    alto = max(1, round(imagen.alto * ancho / imagen.ancho))
    filas = []
    for arriba, abajo in pairwise(y * imagen.alto // alto for y in range(alto + 1)):
        banda = list(islice(imagen.filas, abajo - arriba))
        filas.append([medias(color, ancho) for color in zip(*banda, strict=True)])
    return ancho, filas


def medias(banda: tuple[bytes, ...], ancho: int) -> bytes:
    """Devuelve las medias de un color, en unas filas seguidas."""
    largo = len(banda[0])
    return bytes(
        round(sum(sum(fila[desde:hasta]) for fila in banda) / (hasta - desde) / len(banda))
        for desde, hasta in pairwise(x * largo // ancho for x in range(ancho + 1))
    )
