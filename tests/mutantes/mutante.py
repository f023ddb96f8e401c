"""Qué es un mutante."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutante:
    """Un cambio que haría daño a quien usa el taller, y quién lo nota."""

    que: str  # lo que haría
    archivo: str
    texto: str  # está una vez en el archivo
    otro: str  # lo que se pone en su lugar
    prueba: str  # archivo::prueba, desde tests/
