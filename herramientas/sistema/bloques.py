"""Un bloque es lo que hay en un documento entre `<!-- NOMBRE -->` y `<!-- fin -->`.

Los bloques los escribe un script con lo medido; lo demás está escrito a mano, y nadie lo toca.
"""

import re
from collections.abc import Callable

BLOQUE = re.compile(r"^<!-- (\S+) -->\n.*?\n<!-- fin -->$", re.DOTALL | re.MULTILINE)


def nombres(documento: str) -> list[str]:
    """Da los nombres de los bloques de un documento, en orden."""
    return BLOQUE.findall(documento)


def al_dia(documento: str, contenido: Callable[[str], str]) -> str:
    """Devuelve el documento con lo que `contenido` da para el nombre de cada bloque."""
    return BLOQUE.sub(lambda b: f"<!-- {b[1]} -->\n{contenido(b[1])}\n<!-- fin -->", documento)
