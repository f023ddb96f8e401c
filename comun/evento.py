"""Un evento: lo que le pasó a una tarea, o la señal de vida de un servicio, tal como viaja."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

EXCHANGE = "eventos_tareas"
PRODUCTOR = "producer"  # quien no es un worker
FIN = 1e11  # s, año 5138; con instantes más absurdos, una resta puede dar infinito
LARGO = 200  # caracteres de un texto ajeno: lo que admite el id de una tarea


class Que(StrEnum):
    """Los verbos: los mismos en el registro y en los eventos."""

    ENVIADA = "enviada"
    DEVUELTA = "devuelta"
    RECIBIDA = "recibida"
    COMPLETADA = "completada"
    FALLIDA = "fallida"
    DESCARTADA = "descartada"
    SIN_ACK = "sin_ack"  # hecha, pero el broker no lo sabe: puede entregarla de nuevo
    LATIDO = "latido"


@dataclass(frozen=True, slots=True)
class Evento:
    """Un hecho: qué pasó, a quién y cuándo.

    Los tres últimos campos son de un latido: con ellos, quien se perdió eventos (el búfer se llenó,
    el broker no estaba, acaba de arrancar) sabe cuántos fueron y qué se está haciendo ahora.
    """

    que: Que
    quien: str
    id: str
    instante: float  # época Unix, según el reloj de `quien`
    modo: str = ""  # el de quien lo cuenta
    complejidad: float | None = None
    intento: int = 1
    segundos: float | None = None  # lo que duró el trabajo
    motivo: str = ""
    arranque: float = 0.0  # época Unix; distingue un proceso del que hubo antes con su nombre
    totales: Mapping[str, int] = field(default_factory=dict)  # eventos de cada clase, desde él
    en_mano: Self | None = None  # la `recibida` de la tarea que está haciendo

    @classmethod
    def lote(cls, cuerpo: bytes, modo: str = "") -> list[Self]:
        """Los eventos de un mensaje; lo que no lo sea se pasa por alto.

        Con `modo`, solo los suyos: al cambiar de modo aún se oye acabar al de antes.
        """
        try:
            eventos = [cls._de(hecho) for hecho in json.loads(cuerpo)]
            return [e for e in eventos if not modo or e.modo in {"", modo}]
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
            return []

    @classmethod
    def _de(cls, hecho: dict[str, Any]) -> Self:
        en_mano, totales = hecho.get("en_mano"), hecho.get("totales")
        quien = str(hecho["quien"])[:LARGO]
        return cls(
            que=Que(hecho["que"]),
            quien=quien,
            id=str(hecho.get("id", ""))[:LARGO],
            instante=_instante(hecho["instante"]),
            modo=str(hecho.get("modo", ""))[:LARGO],
            complejidad=_numero(hecho.get("complejidad")),
            intento=int(_numero(hecho.get("intento")) or 1),
            segundos=_numero(hecho.get("segundos")),
            motivo=str(hecho.get("motivo", ""))[:LARGO],
            arranque=_numero(hecho.get("arranque")) or 0.0,
            totales={Que(q): int(n) for q, n in totales.items()} if totales else {},
            en_mano=cls._de({**en_mano, "que": Que.RECIBIDA, "quien": quien}) if en_mano else None,
        )


def _instante(valor: object) -> float:
    """Un NaN pasaría a las cuentas y a la página, que no lo sabe leer: ese evento no vale."""
    instante = _numero(valor)
    if instante is None or not 0 <= instante < FIN:
        msg = "no es un instante"
        raise ValueError(msg)
    return instante


def _numero(valor: object) -> float | None:
    if isinstance(valor, int | float) and not isinstance(valor, bool) and math.isfinite(valor):
        return float(valor)
    return None
