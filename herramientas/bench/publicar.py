"""Publicar: la pendiente entre dos ejecuciones enteras, una corta y una larga."""

import tempfile
import time

from herramientas.bench.broker import Broker
from herramientas.bench.lista import Par
from herramientas.bench.pares import COLA

CORTA = 0.2  # s, más o menos


def medir(broker: Broker, par: Par, segundos: float) -> float:
    """Mensajes publicados y confirmados por segundo.

    Lo que se tarda en arrancar, conectar y salir es igual en las dos, así que no cuenta.

    Raises:
        RuntimeError: el par acabó mal.
    """
    pocas, muchas = int(par.ritmo * CORTA), int(par.ritmo * (CORTA + segundos))
    return (muchas - pocas) / (_cuanto(broker, par, muchas) - _cuanto(broker, par, pocas))


def _cuanto(broker: Broker, par: Par, tareas: int) -> float:
    broker.vaciar()
    with tempfile.TemporaryFile() as salida:  # donde iría el registro de un servicio
        inicio = time.monotonic()
        estado = broker.correr(par, "publicar", str(tareas), salida=salida).wait()
        tardado = time.monotonic() - inicio
    with broker.canal() as channel:
        llegadas = channel.queue_declare(COLA, passive=True).method.message_count
    if estado or llegadas < tareas:
        msg = f"{par.nombre} publicó {llegadas} de {tareas} y acabó con {estado}"
        raise RuntimeError(msg)
    return tardado
