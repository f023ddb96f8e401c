"""Este módulo dice qué es un mutante."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutante:
    """Un `Mutante` es un cambio que haría daño a quien usa el taller, y la prueba que lo nota."""

    que: str  # qué daño haría
    archivo: str  # el que cambia
    texto: str  # está una vez en el archivo
    otro: str  # lo que se pone en su lugar
    prueba: str  # archivo::prueba, desde tests/
