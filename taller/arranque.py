"""`make mide`: cuánto tarda en llegar la primera tarea desde que RabbitMQ abre su puerto."""

import os
import re
import statistics
import sys
import time
from datetime import datetime

from taller.docker import compose, orden

VECES = 10
LIMITE = 60  # s para que llegue la primera tarea
ENTORNO = {
    "COMPOSE_PROJECT_NAME": f"mide{os.getpid()}",
    "PREFIJO": f"mide{os.getpid()}-",
    "PUERTO_AMQP": "0",  # el que esté libre
    "PUERTO_UI": "0",
    "PUERTO_PANEL": "0",
    "TAREAS": "1",
    "COMPLEJIDAD": "0",
}


def main() -> int:
    """Arranca el taller desde cero varias veces, con volumen nuevo, y dice la mediana."""
    compose("build", "-q", entorno=ENTORNO)
    medidas = []
    try:
        for _ in range(VECES):
            medidas.append(mide())
            print(f"  {medidas[-1]:.2f} s", flush=True)
            compose("down", "-v", entorno=ENTORNO)
    finally:
        compose("down", "-v", "--rmi", "local", entorno=ENTORNO)
    mediana = statistics.median(medidas)
    print(f"del puerto abierto a la primera tarea: mediana de {VECES}, {mediana:.2f} s")
    return 0


def mide() -> float:
    """Segundos entre el puerto de AMQP abierto y la primera `recibida`, según los registros."""
    compose("up", "-d", entorno=ENTORNO)
    limite = time.monotonic() + LIMITE
    while time.monotonic() < limite:
        recibidas = [t for n in (1, 2) if (t := instante(f"worker{n}", r"\] recibida "))]
        abierto = instante("rabbitmq", r"started TCP listener on .*:5672")
        if recibidas and abierto:
            return min(recibidas) - abierto
        time.sleep(0.1)
    msg = f"en {LIMITE} s no ha llegado ninguna tarea"
    raise RuntimeError(msg)


def instante(servicio: str, patron: str) -> float | None:
    """Cuándo dijo un servicio por primera vez una línea (época Unix), según Docker."""
    dicho = orden("docker", "logs", "-t", ENTORNO["PREFIJO"] + servicio)
    hallada = re.search(rf"^(\S{{26}})\S* .*{patron}", dicho, re.MULTILINE)
    return datetime.fromisoformat(hallada[1] + "+00:00").timestamp() if hallada else None


if __name__ == "__main__":
    sys.exit(main())
