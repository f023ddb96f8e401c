"""Una imagen por hacer: su nombre, lo que dice y, si es una foto, ya hecha."""

from dataclasses import dataclass, field


class HechoFalso(AssertionError):
    """Lo que la imagen iba a enseñar no ha ocurrido."""


def comprobar(cierto: object, hecho: str) -> None:
    """Deja seguir solo si el hecho es cierto.

    Raises:
        HechoFalso: si no lo es; el texto es el hecho.
    """
    if not cierto:
        raise HechoFalso(hecho)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Una orden y lo que respondió, como se ve en una terminal."""

    orden: str
    salida: str
    marca: str = ""  # regex: las líneas en que hay que fijarse
    columnas: int = 97  # las que tiene la terminal: lo más largo sigue en la línea de abajo

    def __str__(self) -> str:
        """El mismo texto, para quien no ve la imagen y para los diff."""
        return f"$ {self.orden}\n{self.salida.rstrip()}\n"


@dataclass(frozen=True, slots=True)
class Imagen:
    """Filas de terminales; o un dibujo (SVG) o una foto, con lo que dicen."""

    nombre: str
    filas: list[list[Terminal]] = field(default_factory=list)
    texto_propio: str = ""
    svg: str = ""
    foto: bytes | None = None  # PNG; si es animada, GIF
    animada: bool = False

    @property
    def archivo(self) -> str:
        """Su nombre en img/."""
        return f"{self.nombre}.{'gif' if self.animada else 'png'}"

    @property
    def texto(self) -> str:
        """Lo que la imagen dice. Mientras no cambie, la imagen tampoco."""
        terminales = [str(terminal) for fila in self.filas for terminal in fila]
        return self.texto_propio or "\n".join(terminales)
