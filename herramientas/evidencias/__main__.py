"""`make evidencias` provoca cada situación, comprueba sus hechos y escribe img/."""

from playwright.sync_api import sync_playwright

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.navegador import Navegador
from herramientas.evidencias.situaciones import SITUACIONES
from herramientas.sistema.taller import preparar


def main() -> None:
    """Hace todas las imágenes; si un hecho no es cierto, se detiene y lo dice."""
    preparar()
    with sync_playwright() as playwright:
        navegador = Navegador(playwright)
        with Escenario(navegador) as escenario:
            for situacion in SITUACIONES:
                print(f"· {situacion.__name__}", flush=True)
                for imagen in situacion(escenario):
                    hecha = "se rehace" if imagen.guardar(navegador.pintar) else "sin cambios"
                    print(f"    img/{imagen.nombre}.{imagen.formato} · {hecha}", flush=True)


if __name__ == "__main__":
    main()
