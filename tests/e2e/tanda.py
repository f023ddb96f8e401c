"""Varias pruebas miran un taller aparte que ya ha hecho su tanda: aquí se arranca."""

from contextlib import contextmanager

from herramientas.sistema.taller import Taller


@contextmanager
def tanda_hecha(**ajustes):
    """Arranca uno con esos ajustes y espera a que acabe; se borra al salir."""
    with Taller(**ajustes) as taller:
        taller.arrancar()
        taller.terminada()
        yield taller
