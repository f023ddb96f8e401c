"""`make mide`: cuánto tarda en llegar la primera tarea desde que RabbitMQ abre su puerto."""

import os
import re
import statistics
import sys
import time

from taller.docker import compose, lineas, registro

VECES = 10
LIMITE = 60  # s para que llegue la primera tarea
ENTORNO = {
    "COMPOSE_PROJECT_NAME": f"mide{os.getpid()}",
    "PREFIJO": f"mide{os.getpid()}-",
    "PUERTO_AMQP": "0",  # el que esté libre
    "PUERTO_UI": "0",
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
    dicho = lineas(registro(ENTORNO["PREFIJO"] + servicio, "0", "-t"))
    return next((cuando for cuando, texto in dicho if re.search(patron, texto)), None)


if __name__ == "__main__":
    sys.exit(main())
