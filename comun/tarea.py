"""Este módulo convierte una tarea en el JSON que viaja en cada mensaje, y al revés.

Su esquema está en docs/tarea.schema.json. La tarea no depende del modo: si un modo exige algo más
(un tipo, por ejemplo), lo comprueba el modo.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from comun.campos import (
    ANIDA,
    TareaInvalida,
    comprobar_complejidad,
    comprobar_datos,
    comprobar_id,
    comprobar_tipo,
    es_valido,
    timestamp_o_nada,
)
from comun.texto import visible

CAMPOS = ("id", "complejidad", "timestamp", "tipo", "datos")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tarea:
    """Una `Tarea` es un encargo para un worker.

    Raises:
        TareaInvalida: algún campo no es válido.
    """

    id: int | str  # un entero o un texto, de 1 a 200 caracteres
    complejidad: float | None = None  # segundos que simula, de 0 a 600; None = no es una simulación
    timestamp: float | None = field(default_factory=time.time)  # época Unix; None = no se sabe
    tipo: str | None = None  # hasta 200 bytes; la routing key, en los modos que tienen tipos
    datos: Mapping[str, Any] = field(default_factory=dict)  # los tuyos: JSON, hasta 1 MB

    def __post_init__(self) -> None:
        comprobar_id(self.id)
        if self.complejidad is not None:
            comprobar_complejidad(self.complejidad)
        if self.tipo is not None:
            comprobar_tipo(self.tipo)
        if self.datos != {}:
            comprobar_datos(self.datos)

    @property
    def numero(self) -> int | str:
        """Devuelve el número en su tanda (`7f3a9c-0003` → 3); si el id es de otra forma, el id."""
        ultimo = str(self.id).rpartition("-")[2]
        return int(ultimo) if ultimo.isascii() and ultimo.isdigit() else self.id

    @property
    def message_id(self) -> str:
        """Devuelve el id para el broker; si pasa de 255 bytes, el final, que es lo que cambia."""
        texto = str(self.id)
        if texto.isascii():  # casi siempre lo es, y entonces cabe
            return texto
        return texto.encode(errors="replace")[-255:].decode(errors="ignore")

    @property
    def senas(self) -> dict[str, Any]:
        """Devuelve lo que de la tarea dicen registro y diario: el tipo y la complejidad."""
        tipo = {} if self.tipo is None else {"tipo": self.tipo}
        return tipo if self.complejidad is None else {**tipo, "complejidad": self.complejidad}

    @property
    def en_breve(self) -> str:
        """Devuelve las señas para el registro, sin los datos, porque pueden ser personales."""
        tipo = [] if self.tipo is None else [f"tipo {visible(self.tipo)}"]
        segundos = [] if self.complejidad is None else [f"complejidad {self.complejidad:g}"]
        return " · ".join(tipo + segundos) or ("con datos" if self.datos else "sin datos")

    def a_json(self) -> bytes:
        """Devuelve el cuerpo del mensaje, JSON en ASCII, sin los campos que la tarea no tiene."""
        campos: dict[str, Any] = {"id": self.id}
        if self.complejidad is not None:
            campos["complejidad"] = self.complejidad
        campos["timestamp"] = self.timestamp
        if self.tipo is not None:
            campos["tipo"] = self.tipo
        if self.datos:
            campos["datos"] = self.datos
        return json.dumps(campos).encode()

    @classmethod
    def de_json(cls, cuerpo: bytes, *, con_tipo: bool = True) -> Self:
        """Lee una tarea, quizá de otro cliente AMQP: los demás campos llegan en `datos`, si caben.

        Sin `con_tipo`, que es para los modos sin tipos, un tipo que no es válido se pasa por alto.

        Raises:
            TareaInvalida: no es un objeto JSON, o algún campo no es válido.
        """
        _exige(cuerpo, "el mensaje está vacío")
        try:
            dicho = json.loads(cuerpo.decode())  # sin decode(), json.loads aceptaría también UTF-16
        except RecursionError as error:
            raise TareaInvalida(ANIDA) from error
        except ValueError as error:  # también lo lanza un número de miles de cifras
            codificado = not isinstance(error, UnicodeDecodeError)
            raise TareaInvalida("no es JSON" if codificado else "no es texto UTF-8") from error
        _exige(isinstance(dicho, dict), "es JSON, pero no un objeto")
        _exige(dicho.get("id") is not None, "le falta el id")
        datos, tipo = dicho.get("datos"), dicho.get("tipo")
        datos = {} if datos is None else datos
        de_mas = {clave: valor for clave, valor in dicho.items() if clave not in CAMPOS}
        if de_mas and isinstance(datos, dict) and es_valido(comprobar_datos, {**de_mas, **datos}):
            datos = {**de_mas, **datos}
        if not con_tipo and tipo is not None and not es_valido(comprobar_tipo, tipo):
            tipo = None
        return cls(
            id=dicho["id"],
            complejidad=dicho.get("complejidad"),
            timestamp=timestamp_o_nada(dicho.get("timestamp")),
            tipo=tipo,
            datos=datos,
        )


def _exige(cumple: object, motivo: str) -> None:
    if not cumple:
        raise TareaInvalida(motivo)
