"""Aquí se mide cuánto tarda `docker stop` de un servicio sin trabajo, según esté el broker."""

import time
from collections.abc import Iterator

from herramientas.sistema.taller import WORKERS, Taller

SERVICIOS = ("producer", WORKERS[0], "monitor", "panel")
OCIOSOS = {"TAREAS": "0", "INTERVALO": "3600", "COMPLEJIDAD": "0"}  # una tarea, y a esperar
BROKER = {"en marcha": (), "parado": ("stop", "start"), "congelado": ("pause", "unpause")}


def paradas(taller: Taller) -> Iterator[tuple[str, float]]:
    """Da los segundos de cada uno con cada estado del broker; lo deja todo en marcha."""
    for como, golpes in BROKER.items():
        taller.arrancar(**OCIOSOS)
        taller.esperar(lambda: " enviada " in taller.dice("producer"))
        for servicio in (*WORKERS, "panel"):
            taller.sano(servicio)
        if golpes:
            taller.docker(golpes[0], "rabbitmq")
        for servicio in SERVICIOS:
            antes = time.monotonic()
            taller.docker("stop", servicio)
            yield f"{servicio}, broker {como}", time.monotonic() - antes
        if golpes:
            taller.docker(golpes[1], "rabbitmq")
            taller.sano("rabbitmq")
    taller.arrancar(**OCIOSOS)
