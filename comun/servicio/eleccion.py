"""Este módulo lee lo que se elige con TIPOS y con ATIENDE, según lo que tiene el modo."""

import re
from collections.abc import Sequence

from comun.campos import comprobar_tipo, es_valido
from comun.familias.modo import Modo
from comun.texto import visible


class EleccionInvalida(ValueError):
    """Este error dice qué valor no se puede elegir, y qué se espera."""


def tipos(modo: Modo, dichos: Sequence[str]) -> tuple[str, ...]:
    """Devuelve los tipos que envía el productor: los dichos o, si no se dice ninguno, los del modo.

    Raises:
        EleccionInvalida: alguno de los dichos no lo recibiría nadie.
    """
    for tipo in dichos if modo.tipos else ():
        if not es_valido(comprobar_tipo, tipo) or not modo.conoce(tipo):
            espera = f"se esperan tipos de tarea, como {_alternativas(modo.tipos)}"
            msg = f"TIPOS=«{visible(tipo)}» no es válido: {espera}"
            raise EleccionInvalida(msg)
    return tuple(dichos) or modo.tipos if modo.tipos else ()


def claves(modo: Modo, dichas: Sequence[str]) -> tuple[str, ...]:
    """Devuelve las claves que atiende un worker; con tres workers, 1/3, 2/3 y 3/3 son sus partes.

    Raises:
        EleccionInvalida: alguna de las dichas no es del modo.
    """
    elegidas: list[str] = []
    for dicha in dichas if modo.claves else ():
        suyas = (dicha,) if dicha in modo.claves else _parte(dicha, modo.claves)
        if not suyas:
            espera = f"se espera una parte, como 1/2, o {_alternativas(modo.claves)}"
            msg = f"ATIENDE=«{visible(dicha)}» no es válido: {espera}"
            raise EleccionInvalida(msg)
        elegidas += suyas
    return tuple(dict.fromkeys(elegidas))


def _parte(texto: str, todas: tuple[str, ...]) -> tuple[str, ...]:
    """Devuelve una parte de las claves: con 2/3, de cada tres, la segunda.

    Si no hay tantas, las devuelve todas: nadie se queda sin trabajo.
    """
    parte = re.fullmatch("([1-9][0-9]?)/([1-9][0-9]?)", texto)
    cual, partes = (int(parte[1]), int(parte[2])) if parte else (1, 0)
    return (todas[cual - 1 :: partes] or todas) if cual <= partes else ()


def _alternativas(cuales: Sequence[str]) -> str:
    return " o ".join(cuales)
