"""Publicar se mide con dos ejecuciones enteras, una corta y una larga."""

import tempfile
import time

from herramientas.bench.broker import Broker, Mensaje
from herramientas.bench.lista import Par
from herramientas.bench.pares import COLA

CORTA = 0.2  # s, más o menos


def medir(broker: Broker, par: Par, segundos: float) -> float:
    """Devuelve los mensajes publicados y confirmados por segundo.

    Lo que se tarda en arrancar, conectar y salir es igual en las dos, así que no cuenta.

    Raises:
        RuntimeError: el par acabó mal.
    """
    pocas, muchas = int(par.ritmo * CORTA), int(par.ritmo * (CORTA + segundos))
    return (muchas - pocas) / (_tarda(broker, par, muchas) - _tarda(broker, par, pocas))


def una(broker: Broker, par: Par) -> Mensaje:
    """Devuelve un mensaje como los que publica el par, y deja su cola declarada y vacía.

    Raises:
        RuntimeError: el par acabó mal.
    """
    _tarda(broker, par, 1)
    with broker.canal() as channel:
        _, propiedades, cuerpo = channel.basic_get(COLA, auto_ack=True)
    assert propiedades  # noqa: S101 # _tarda ya ha visto que está: solo lo dice a mypy
    assert cuerpo  # noqa: S101
    return propiedades, cuerpo


def _tarda(broker: Broker, par: Par, tareas: int) -> float:
    """Devuelve los segundos que tarda el par en declarar una cola y publicar tantas tareas."""
    with broker.canal() as channel:
        channel.queue_delete(COLA)
    with tempfile.TemporaryFile() as salida:  # donde iría el registro de un servicio
        inicio = time.monotonic()
        estado = par.lanzar(broker.direccion, "publicar", str(tareas), salida=salida).wait()
        tardado = time.monotonic() - inicio
    with broker.canal() as channel:
        llegadas = channel.queue_declare(COLA, passive=True).method.message_count
    if estado or llegadas < tareas:
        msg = f"{par.nombre} publicó {llegadas} de {tareas} y acabó con {estado}"
        raise RuntimeError(msg)
    return tardado
