"""El informe es lo que se publica de lo medido: las tablas de tres README y cuatro gráficas.

Un bloque es lo que hay en un README entre `<!-- make bench: NOMBRE -->` y `<!-- fin -->`. Lo demás
está escrito a mano, y ningún script lo toca.
"""

import re
from pathlib import Path

from herramientas.bench import grafica, tablas
from herramientas.bench.medida import Medida, resumir
from herramientas.sistema.docker import RAIZ

CARPETA = Path(__file__).parent
TITULOS = {
    "publicar": "Publicar: mensajes confirmados por segundo",
    "consumir": "Consumir: tareas vacías por segundo, dos procesos",
}


def escribir(medidas: list[Medida]) -> None:
    """Pone al día todos los archivos."""
    for archivo, contenido in informe(medidas).items():
        archivo.write_text(contenido, encoding="utf-8")


def informe(medidas: list[Medida]) -> dict[Path, str]:
    """Devuelve cada archivo con su contenido al día."""
    completas = {accion: tablas.completa(medidas, accion) for accion in TITULOS}
    bloques = {CARPETA / "README.md": {**completas, "condiciones": tablas.condiciones(medidas)}}
    for documento in tablas.IDIOMAS:
        bloques[RAIZ / documento] = {"ritmos": tablas.breve(medidas, documento)}
    archivos = {
        documento: con_bloques(documento.read_text(encoding="utf-8"), suyos)
        for documento, suyos in bloques.items()
    }
    for accion, titulo in TITULOS.items():
        for tema in grafica.TEMAS:
            datos = resumir(medidas, accion)
            dibujo = grafica.barras(tema, titulo, tablas.UNIDADES[accion], datos)
            archivos[CARPETA / f"{accion}-{tema}.svg"] = dibujo
    return archivos


def con_bloques(documento: str, bloques: dict[str, str]) -> str:
    """Devuelve el documento con esos bloques, por su nombre, en lugar de los que tenía.

    Raises:
        ValueError: no tiene un bloque de ese nombre, o tiene varios.
    """
    for nombre, contenido in bloques.items():
        principio, fin = f"<!-- make bench: {nombre} -->\n", "\n<!-- fin -->"
        trozos = re.split(f"{principio}.*?{fin}", documento, flags=re.DOTALL)
        if len(trozos) != 2:
            msg = f"hay {len(trozos) - 1} bloques «{nombre}» y tenía que haber uno"
            raise ValueError(msg)
        documento = f"{principio}{contenido}{fin}".join(trozos)
    return documento
