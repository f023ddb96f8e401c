"""Aquí se interpretan, línea a línea, los registros de los servicios; nadie más lo hace."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

VERBOS = "enviada|devuelta|recibida|completada|sin_ack|fallida|descartada"
LINEA = re.compile(rf"^(?:(\S+Z) )?((?:\[(\S+)\] (?:({VERBOS}) (\S+) · )?)?(.*))$")
ESCUCHA = r"started TCP listener on .*:5672"  # lo dice RabbitMQ cuando ya deja entrar


@dataclass(frozen=True, slots=True)
class Linea:
    """Es una línea de un registro. Si no tiene `verbo`, no es de una tarea."""

    instante: float  # época Unix; 0 si el registro no lo lleva (docker logs sin -t)
    texto: str  # la línea, sin el instante
    quien: str
    verbo: str
    tarea: str  # su id
    detalle: str  # lo que sigue a «verbo id · »

    @property
    def intento(self) -> int:
        """Dice qué entrega es; 0 si la línea no lo dice."""
        return int(self._dato(r"intento (\d+)") or 0)

    @property
    def tipo(self) -> str:
        """Dice el tipo de la tarea, si lo tiene."""
        return self._dato(r"tipo (\S+)(?: ·|$)")

    @property
    def copia(self) -> str:
        """Dice de qué cola es, cuando la tarea fue a varias."""
        return self._dato(r"de (tareas_\w+)$")

    def _dato(self, patron: str) -> str:
        dicho = re.search(rf"(?:^| · ){patron}", self.detalle)
        return dicho[1] if dicho else ""


def una(texto: str) -> Linea:
    """Interpreta una sola línea, sin su fin de línea."""
    cuando, entera, *lo_demas = LINEA.match(texto).groups("")  # type: ignore[union-attr] # encaja cualquiera
    return Linea(datetime.fromisoformat(cuando).timestamp() if cuando else 0.0, entera, *lo_demas)


def leer(registro: str) -> list[Linea]:
    """Da las líneas de un registro."""
    return [una(texto) for texto in registro.splitlines()]


def ids(verbo: str, registro: str) -> list[str]:
    """Da los ids de las tareas a las que les pasó eso, en orden."""
    return [linea.tarea for linea in leer(registro) if linea.verbo == verbo]


def en_mano(lineas: Iterable[Linea]) -> str:
    """Devuelve el id de la tarea que un worker tiene a medias; vacío si ninguna."""
    tarea = ""
    for linea in lineas:
        if linea.verbo == "recibida":
            tarea = linea.tarea
        elif linea.verbo or linea.detalle.startswith("listo · "):
            tarea = ""  # `listo`: suscrito otra vez, así que lo de antes lo acabó, o murió con ello
    return tarea
