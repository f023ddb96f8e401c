"""Este paquete tiene los modos del taller, uno por archivo. Para añadir uno basta un archivo."""

import pkgutil
from importlib import import_module

from comun.familias.modo import Modo


def todos() -> dict[str, Modo]:
    """Devuelve los modos que hay, por nombre y en orden alfabético."""
    nombres = sorted(modulo.name for modulo in pkgutil.iter_modules(__path__))
    return {nombre: import_module(f"{__name__}.{nombre}").MODO for nombre in nombres}
