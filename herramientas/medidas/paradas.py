"""Cuánto tarda `docker stop` de cada servicio sin trabajo, según cómo esté el broker."""

import time

from herramientas.sistema.taller import WORKERS, Taller

SERVICIOS = ("producer", WORKERS[0], "monitor", "panel")
OCIOSOS = {"TAREAS": "0", "INTERVALO": "3600", "COMPLEJIDAD": "0"}  # una tarea, y a esperar
BROKER = {"en marcha": (), "parado": ("stop", "start"), "congelado": ("pause", "unpause")}


def parada(taller: Taller, servicio: str) -> float:
    """Segundos que tarda `docker stop` de un servicio."""
    antes = time.monotonic()
    taller.docker("stop", servicio)
    return time.monotonic() - antes


def paradas(taller: Taller) -> dict[str, float]:
    """Segundos de cada uno, por su nombre y el estado del broker; lo deja todo en marcha."""
    segundos = {}
    for como, golpes in BROKER.items():
        taller.arrancar(**OCIOSOS)
        taller.esperar(lambda: " enviada " in taller.dice("producer"))
        for servicio in (*WORKERS, "panel"):
            taller.sano(servicio)
        if golpes:
            taller.docker(golpes[0], "rabbitmq")
        for servicio in SERVICIOS:
            segundos[f"{servicio}, broker {como}"] = parada(taller, servicio)
        if golpes:
            taller.docker(golpes[1], "rabbitmq")
            taller.sano("rabbitmq")
    taller.arrancar(**OCIOSOS)
    return segundos
