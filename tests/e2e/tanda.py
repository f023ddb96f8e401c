"""Un taller aparte que ya ha hecho su tanda: lo que se mira después de que todo acabe."""

from contextlib import contextmanager

from herramientas.sistema.taller import Taller


@contextmanager
def tanda_hecha(**ajustes):
    """Uno con esos ajustes, que se borra al salir."""
    with Taller(**ajustes) as taller:
        taller.arrancar()
        taller.terminada()
        yield taller
