"""`make evidencias`: provoca cada situación, comprueba sus hechos y escribe img/."""

import sys
import time

from herramientas.evidencias.estudio import terminal
from herramientas.evidencias.estudio.album import guardar
from herramientas.evidencias.estudio.imagen import Imagen
from herramientas.evidencias.estudio.navegador import abierto
from herramientas.evidencias.situaciones import SITUACIONES
from herramientas.sistema.taller import Taller, preparar


def main() -> int:
    """Estado 0 si todos los hechos son ciertos; si uno no lo es, se para y lo dice."""
    inicio = time.monotonic()
    preparar()
    taller = Taller("evidencias")
    with abierto() as navegador:

        def pintar(imagen: Imagen) -> bytes:
            return navegador.pintar(terminal.pagina(imagen))

        def guardar_todas(imagenes: list[Imagen]) -> None:
            for imagen in imagenes:
                hecha = "se rehace" if guardar(imagen, pintar) else "sin cambios"
                print(f"    img/{imagen.archivo} · {hecha}", flush=True)

        try:
            for situacion in SITUACIONES:
                print(f"· {situacion.__name__}", flush=True)
                guardar_todas(situacion(taller, navegador))
        finally:
            taller.borrar()
    print(f"· hecho en {time.monotonic() - inicio:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
