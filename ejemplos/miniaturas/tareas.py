"""Este otro tareas.py da una tarea por cada imagen de una carpeta."""

from collections.abc import Iterator
from pathlib import Path

from comun.campos import LARGO_ID
from comun.servicio.ajustes import Ajustes
from comun.tarea import Tarea

FOTOS = Path("/fotos")  # se monta en compose.yml, en solo lectura
EXTENSIONES = {".png", ".gif"}  # procesar.py no sabe de GIF: así se ve qué pasa con lo que falla


def tareas(_: Ajustes) -> Iterator[Tarea]:
    """Da una tarea por imagen, por orden de nombre: viaja el nombre, no la imagen.

    Raises:
        RuntimeError: no hay carpeta, o no tiene imágenes.
    """
    imagenes = [f for f in FOTOS.glob("[!.]*") if f.suffix.lower() in EXTENSIONES]
    if not imagenes:
        msg = f"no existe {FOTOS}, o no tiene ningún .png ni .gif"
        raise RuntimeError(msg)
    for imagen in sorted(imagenes):
        # La misma imagen tiene siempre el mismo id, y así se reconoce en los registros
        yield Tarea(id=imagen.name[:LARGO_ID], datos={"archivo": imagen.name})
