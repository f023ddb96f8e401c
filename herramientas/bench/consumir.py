"""Consumir: dos procesos vacían una cola; se mide entre dos marcas que contestan con una línea."""

import copy
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from herramientas.bench.broker import LIMITE, Broker, Mensaje
from herramientas.bench.lista import Par

PROCESOS = 2
PREVIAS = 1000  # tareas antes de la primera marca: entretanto se acaba de llenar la cola
POSTERIORES = 100  # tras la segunda: así nadie está ocioso mientras se mide
MIRADA = 0.005  # s entre dos miradas a lo que han dicho


def medir(broker: Broker, par: Par, tareas: int) -> float:
    """Tareas hechas y con su ack por segundo, entre todos los procesos.

    Raises:
        TimeoutError: no contestan.
    """
    normal = broker.muestra(par)
    una = marca(normal)
    orden = [(normal, PREVIAS), (una, 1), (normal, tareas), (una, 1), (normal, POSTERIORES)]
    with consumidores(broker, par, PROCESOS) as salidas:
        broker.publicar(orden)
        primera, segunda = contestadas(salidas, 2)
    return tareas / (segunda - primera)


class Salidas(list[IO[bytes]]):
    """Los archivos en los que escriben unos procesos, y ellos."""

    procesos: list[subprocess.Popen[bytes]]


@contextmanager
def consumidores(broker: Broker, par: Par, cuantos: int, **entorno: str) -> Iterator[Salidas]:
    """Los deja suscritos a una cola vacía y da los archivos en los que escriben."""
    broker.vaciar()
    with lanzados(broker, par, cuantos, **entorno) as salidas:
        broker.esperar_suscritos(cuantos)
        yield salidas


@contextmanager
def lanzados(broker: Broker, par: Par, cuantos: int, **entorno: str) -> Iterator[Salidas]:
    """Los lanza; al salir, los para."""
    salidas = Salidas(tempfile.TemporaryFile() for _ in range(cuantos))  # noqa: SIM115 # abajo se cierran
    salidas.procesos = [
        broker.correr(par, "consumir", salida=salida, WORKER_ID=str(numero), **entorno)
        for numero, salida in enumerate(salidas, 1)
    ]
    try:
        yield salidas
    finally:
        for proceso in salidas.procesos:
            proceso.send_signal(signal.SIGTERM)
        for proceso in salidas.procesos:
            try:
                proceso.wait(10)
            except subprocess.TimeoutExpired:
                proceso.kill()
                proceso.wait()
        for salida in salidas:
            salida.close()


def contestadas(
    salidas: list[IO[bytes]], cuantas: int, que: bytes = b"marca", limite: float = LIMITE
) -> list[float]:
    """Los instantes (time.monotonic) en que se dijo algo tantas veces, entre todos.

    Raises:
        TimeoutError: no se dice.
    """
    vistas: list[float] = []
    leido = [0] * len(salidas)
    fin = time.monotonic() + limite
    while len(vistas) < cuantas:
        time.sleep(MIRADA)
        ahora = time.monotonic()
        if ahora > fin:
            msg = f"se dijo «{que.decode()}» {len(vistas)} veces de {cuantas}"
            raise TimeoutError(msg)
        for i, salida in enumerate(salidas):
            # pread: el archivo y su posición son también de quien escribe
            nuevo = os.pread(salida.fileno(), 2**24, leido[i])
            leido[i] += len(nuevo)
            vistas += [ahora] * nuevo.count(que)
    return vistas


def marca(normal: Mensaje) -> Mensaje:
    """La misma tarea con complejidad -1: los pares dicen una línea, y el taller que no es tarea."""
    propiedades, cuerpo = con_complejidad(normal, -1)
    propiedades = copy.copy(propiedades)
    propiedades.message_id = "marca"
    return propiedades, re.sub(rb'("id": ?)"[^"]*"', rb'\1"marca"', cuerpo, count=1)


def con_complejidad(normal: Mensaje, segundos: float) -> Mensaje:
    """La misma tarea con otra complejidad, en segundos."""
    propiedades, cuerpo = normal
    return propiedades, re.sub(rb'("complejidad": ?)0', rb"\g<1>%g" % segundos, cuerpo)
