"""Un bloque es lo que hay en un documento entre `<!-- NOMBRE -->` y `<!-- fin -->`.

Los bloques los escribe un script con lo medido; lo demás está escrito a mano, y nadie lo toca.
"""

import re
from collections.abc import Mapping

BLOQUE = re.compile(r"^<!-- (\S+) -->\n.*?\n<!-- fin -->$", re.DOTALL | re.MULTILINE)


def nombres(documento: str) -> list[str]:
    """Da los nombres de los bloques de un documento, en orden."""
    return BLOQUE.findall(documento)


def al_dia(documento: str, contenidos: Mapping[str, str]) -> str:
    """Devuelve el documento con esos contenidos, por su nombre, en lugar de los que tenía.

    Raises:
        ValueError: no tiene esos bloques, cada uno una vez, y ninguno más.
    """
    if sorted(nombres(documento)) != sorted(contenidos):
        msg = f"tiene los bloques {nombres(documento)} y se esperaban {list(contenidos)}"
        raise ValueError(msg)
    return BLOQUE.sub(lambda b: f"<!-- {b[1]} -->\n{contenidos[b[1]]}\n<!-- fin -->", documento)
