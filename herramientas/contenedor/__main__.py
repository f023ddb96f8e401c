"""Este archivo es el que corre el contenedor: docker compose run --rm herramientas ORDEN."""

import sys

from comun.servicio.entrada import arrancar

AYUDA = """\
docker compose run --rm herramientas ORDEN

  fallidas          lista lo que hay en tareas_fallidas, sin cambiarlo
  reintentar [ID]   lo devuelve a su cola: todo, o la tarea de ese ID
  demo              sigue la última tanda hasta el final y la resume
  diario            escribe el diario de la última tanda, un mensaje por línea"""
ORDENES = {  # su módulo, y cuántas palabras admite detrás
    "fallidas": ("herramientas.contenedor.fallidas", 0),
    "reintentar": ("herramientas.contenedor.reintentar", 1),
    "demo": ("herramientas.contenedor.demo", 1),
    "diario": ("herramientas.contenedor.diario", 0),
}
MAL_DADA = 2  # estado de salida, como el de un ajuste que no es válido


def main(orden: str = "ayuda", *palabras: str) -> int:
    """Corre una orden o, si no es ninguna, dice cuáles hay."""
    modulo, admite = ORDENES.get(orden, ("", -1))
    if len(palabras) <= admite:
        arrancar(modulo, orden)  # no vuelve
    pedida = orden == "ayuda"
    print(AYUDA, file=sys.stdout if pedida else sys.stderr)
    return 0 if pedida else MAL_DADA


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
