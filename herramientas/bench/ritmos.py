"""De cada par se miden dos ritmos, y los mensajes los cuenta el broker."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pika.adapters.blocking_connection import BlockingChannel

from herramientas.bench.broker import Broker
from herramientas.bench.lista import Par
from herramientas.bench.pares import COLA

CORTA = 0.2  # s que publica la ejecución corta, más o menos
PROCESOS = 2  # los que consumen
PREVIAS = 1000  # tareas antes de empezar a contar: quien se suscribe primero está solo un momento
SOBRANTES = 2000  # tareas de más: hasta la última mirada nadie está ocioso
MIRADA = 0.05  # s entre dos miradas a la cola
LIMITE = 60.0  # s para que se hagan las tareas que se esperan


def publicar(broker: Broker, par: Par, segundos: float) -> float:
    """Devuelve los mensajes publicados y confirmados por segundo.

    Se corre dos veces: lo que se tarda en arrancar, conectar y salir es igual en las dos, así que
    no cuenta.

    Raises:
        RuntimeError: el par acabó mal.
    """
    pocas, muchas = int(par.ritmo * CORTA), int(par.ritmo * (CORTA + segundos))
    return (muchas - pocas) / (_tarda(broker, par, muchas) - _tarda(broker, par, pocas))


def consumir(broker: Broker, par: Par, tareas: int) -> float:
    """Devuelve las tareas hechas y con su ack por segundo, entre todos los procesos.

    Se cuentan las que le quedan al broker por entregar: con prefetch 1, entrega otra cuando recibe
    un ack.

    Raises:
        RuntimeError: el par no publica.
        TimeoutError: no se suscriben todos, o no hacen las tareas a tiempo.
    """
    _tarda(broker, par, PREVIAS + tareas + SOBRANTES)
    with broker.canal() as channel, _consumidores(broker, par):
        empiezan, habia = _cuando_queden(channel, tareas + SOBRANTES)
        acaban, quedan = _cuando_queden(channel, habia - tareas)
    return (habia - quedan) / (acaban - empiezan)


def _tarda(broker: Broker, par: Par, tareas: int) -> float:
    """Devuelve los segundos que tarda el par en declarar una cola y publicar tantas tareas."""
    with broker.canal() as channel:
        channel.queue_delete(COLA)
        inicio = time.monotonic()
        estado = par.lanzar(broker, "publicar", str(tareas)).wait()
        tardado = time.monotonic() - inicio
        llegadas = channel.queue_declare(COLA, passive=True).method.message_count
    if estado or llegadas < tareas:
        msg = f"{par.nombre} publicó {llegadas} de {tareas} y acabó con {estado}"
        raise RuntimeError(msg)
    return tardado


def _cuando_queden(channel: BlockingChannel, tope: int) -> tuple[float, int]:
    """Espera a que queden tantas tareas o menos, con todos suscritos; da el instante y cuántas.

    Una cola sin ninguna no vale, porque no se sabe desde cuándo lo está.

    Raises:
        TimeoutError: no ocurre en LIMITE segundos.
    """
    fin = time.monotonic() + LIMITE
    while (ahora := time.monotonic()) < fin:
        cola = channel.queue_declare(COLA, passive=True).method
        if cola.consumer_count == PROCESOS and 0 < cola.message_count <= tope:
            return ahora, cola.message_count
        time.sleep(MIRADA)
    msg = f"quedan {cola.message_count} tareas y hay {cola.consumer_count} suscritos"
    raise TimeoutError(msg)


@contextmanager
def _consumidores(broker: Broker, par: Par) -> Iterator[None]:
    """Tiene en marcha los procesos que consumen mientras dura el `with`."""
    procesos: list[subprocess.Popen[bytes]] = []
    try:
        # Uno a uno: si el segundo no arranca, se para el primero
        procesos.extend(par.lanzar(broker, "consumir", numero=i + 1) for i in range(PROCESOS))
        yield
    finally:
        for proceso in procesos:
            proceso.terminate()  # a las buenas, para que acaben también sus hijos
            try:
                proceso.wait(10)
            except subprocess.TimeoutExpired:
                proceso.kill()
                proceso.wait()
