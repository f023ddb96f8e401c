"""El informe es lo que se publica de lo medido: los bloques de tres README y cuatro gráficas."""

from pathlib import Path

from herramientas.bench import grafica, tablas
from herramientas.bench.medida import Medida, resumir
from herramientas.sistema.bloques import al_dia
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
        documento: al_dia(documento.read_text(encoding="utf-8"), suyos)
        for documento, suyos in bloques.items()
    }
    for accion, titulo in TITULOS.items():
        datos = resumir(medidas, accion)
        for tema in grafica.TEMAS:
            dibujo = grafica.barras(tema, titulo, tablas.UNIDADES[accion], datos)
            archivos[CARPETA / f"{accion}-{tema}.svg"] = dibujo
    return archivos
