"""Latencia: de publicada a recibida, a 100 tareas por segundo y con un solo proceso."""

import signal
import subprocess
import threading
import time

from herramientas.bench.broker import LIMITE, Broker
from herramientas.bench.lista import Par
from herramientas.bench.pares import COLA

RITMO = 100  # tareas por segundo


def medir(broker: Broker, par: Par, tareas: int) -> list[float]:
    """Milisegundos de cada tarea, de antes de publicarla a leer la línea que la da por recibida.

    Raises:
        TimeoutError: no se suscribe, o no dice todas.
    """
    propiedades, cuerpo = broker.muestra(par)
    broker.vaciar()
    worker = broker.correr(par, "consumir", salida=subprocess.PIPE, WORKER_ID="1", LINEAS="1")
    llegadas: list[float] = []
    oyente = threading.Thread(target=_oir, args=(worker, llegadas))
    oyente.start()
    try:
        broker.esperar_suscritos(1)
        salidas = []
        with broker.canal() as channel:
            for _ in range(tareas):
                salidas.append(time.monotonic())
                channel.basic_publish("", COLA, cuerpo, propiedades)
                channel.connection.sleep(max(0.0, salidas[-1] + 1 / RITMO - time.monotonic()))
        fin = time.monotonic() + LIMITE
        while len(llegadas) < tareas and time.monotonic() < fin:
            time.sleep(0.01)
    finally:
        worker.send_signal(signal.SIGTERM)
        oyente.join(10)
        worker.kill()
        worker.wait()
    if len(llegadas) != tareas:
        msg = f"{par.nombre} recibió {len(llegadas)} de {tareas}"
        raise TimeoutError(msg)
    return [(llega - sale) * 1000 for sale, llega in zip(salidas, llegadas, strict=True)]


def _oir(worker: subprocess.Popen[bytes], llegadas: list[float]) -> None:
    for linea in worker.stdout or ():
        if b"recibida" in linea:
            llegadas.append(time.monotonic())  # noqa: PERF401 # cada una, cuando llega
