"""Cuánto tarda este taller en volver: de un worker muerto, y de un broker reiniciado."""

import os
import socket
import time

from herramientas.bench import consumir
from herramientas.bench.broker import Broker
from herramientas.bench.lista import Par

RECIBIDA = b"] recibida"


def de_un_worker(broker: Broker, par: Par) -> float:
    """Segundos del SIGKILL de un worker a que otro recibe su tarea."""
    larga = consumir.con_complejidad(broker.muestra(par), 2)
    with consumir.consumidores(broker, par, 2, LINEAS="1") as salidas:
        broker.publicar([(larga, 1)])
        consumir.contestadas(salidas, 1, RECIBIDA)
        quien = next(i for i, s in enumerate(salidas) if RECIBIDA in os.pread(s.fileno(), 999, 0))
        inicio = time.monotonic()
        salidas.procesos[quien].kill()
        otro = [salida for i, salida in enumerate(salidas) if i != quien]
        return consumir.contestadas(otro, 1, RECIBIDA)[0] - inicio


def del_broker(broker: Broker, par: Par) -> float:
    """Segundos de que el puerto del broker reiniciado contesta a la primera tarea que se recibe."""
    breve = consumir.con_complejidad(broker.muestra(par), 0.1)
    with consumir.consumidores(broker, par, 2, LINEAS="1") as salidas:
        broker.publicar([(breve, 1000)])
        consumir.contestadas(salidas, 4, RECIBIDA)
        broker.taller.docker("restart", "rabbitmq")
        broker.situar()
        abierto = _abierto(broker.direccion)
        antes = sum(os.pread(s.fileno(), 2**24, 0).count(RECIBIDA) for s in salidas)
        return consumir.contestadas(salidas, antes + 1, RECIBIDA)[-1] - abierto


def _abierto(direccion: str) -> float:
    """Cuándo contesta el puerto de AMQP."""
    while True:
        with socket.socket() as s:
            s.settimeout(0.1)
            if s.connect_ex((direccion, 5672)) == 0:
                return time.monotonic()
        time.sleep(0.005)
