"""Consumir se mide con dos procesos que vacían una cola, entre dos marcas."""

import copy
import os
import re
import subprocess
import tempfile
import time
from contextlib import ExitStack
from typing import IO

from herramientas.bench import publicar
from herramientas.bench.broker import LIMITE, Broker, Mensaje
from herramientas.bench.lista import Par

PROCESOS = 2
PREVIAS = 1000  # tareas antes de la primera marca: entretanto se acaba de llenar la cola
POSTERIORES = 100  # tras la segunda: así nadie está ocioso mientras se mide
MIRADA = 0.005  # s entre dos miradas a lo que han dicho


def medir(broker: Broker, par: Par, tareas: int) -> float:
    """Devuelve las tareas hechas y con su ack por segundo, entre todos los procesos.

    Raises:
        RuntimeError: el par no publica.
        TimeoutError: no se suscribe, o no contesta a las marcas.
    """
    normal = publicar.una(broker, par)
    marca = con_marca(normal)
    with ExitStack() as pila:
        salidas = [_consumidor(pila, broker, par, numero + 1) for numero in range(PROCESOS)]
        broker.esperar_suscritos(PROCESOS)
        broker.publicar(
            [(normal, PREVIAS), (marca, 1), (normal, tareas), (marca, 1), (normal, POSTERIORES)]
        )
        primera, segunda = contestadas(salidas, 2)
    return tareas / (segunda - primera)


def con_marca(normal: Mensaje) -> Mensaje:
    """Devuelve la misma tarea con complejidad -1 e id «marca», a la que se contesta con una línea.

    El taller dice en ella que no es una tarea; los demás pares, que la han recibido.
    """
    propiedades, cuerpo = normal
    propiedades = copy.copy(propiedades)
    propiedades.message_id = "marca"
    cuerpo = re.sub(rb'("complejidad": ?)0', rb"\1-1", cuerpo)
    return propiedades, re.sub(rb'("id": ?)"[^"]*"', rb'\1"marca"', cuerpo, count=1)


def _consumidor(pila: ExitStack, broker: Broker, par: Par, numero: int) -> IO[bytes]:
    """Lanza un proceso y devuelve el archivo en el que escribe; al cerrarse la pila, lo para."""
    salida = pila.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 # lo cierra la pila
    proceso = par.lanzar(broker.direccion, "consumir", salida=salida, numero=numero)
    pila.callback(_parar, proceso)
    return salida


def _parar(proceso: subprocess.Popen[bytes]) -> None:
    proceso.terminate()
    try:
        proceso.wait(10)
    except subprocess.TimeoutExpired:
        proceso.kill()
        proceso.wait()


def contestadas(salidas: list[IO[bytes]], cuantas: int) -> list[float]:
    """Devuelve los instantes (time.monotonic) en que se contestó a tantas marcas, entre todos.

    Raises:
        TimeoutError: no se contesta.
    """
    vistas: list[float] = []
    leido = [0] * len(salidas)
    fin = time.monotonic() + LIMITE
    while len(vistas) < cuantas:
        time.sleep(MIRADA)
        ahora = time.monotonic()
        if ahora > fin:
            msg = f"se contestó a {len(vistas)} marcas de {cuantas}"
            raise TimeoutError(msg)
        for i, salida in enumerate(salidas):
            # pread: el archivo y su posición son también de quien escribe
            nuevo = os.pread(salida.fileno(), 2**24, leido[i])
            leido[i] += len(nuevo)
            vistas += [ahora] * nuevo.count(b"marca")
    return vistas
