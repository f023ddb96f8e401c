"""`make mide` mide en esta máquina las cifras que da docs/cifras.md."""

import re
import statistics
import time
from collections.abc import Iterator

from herramientas.medidas import medido
from herramientas.sistema.docker import dato
from herramientas.sistema.lineas import ESCUCHA
from herramientas.sistema.taller import WORKERS, Taller, preparar

TANDA = {"TAREAS": "200", "COMPLEJIDAD": "0", "INTERVALO": "0.01"}
VECES = 10  # de cada cifra, la mediana
PARADAS = 3  # y de lo que tarda cada uno en parar, lo más
SE_PARAN = ("producer", WORKERS[0], "monitor", "panel")
OCIOSOS = {"TAREAS": "0", "INTERVALO": "3600", "COMPLEJIDAD": "0"}  # una tarea, y a esperar
BROKER = {  # cómo está el broker, qué lo deja así y qué lo repara
    "en marcha": ("start", "start"),  # a quien ya corre no le hace nada
    "parado": ("stop", "start"),
    "congelado": ("pause", "unpause"),
}


def main() -> None:
    """Mide en talleres aparte, con volumen nuevo cada vez."""
    preparar()
    medido.mide_aparte("mide", lambda: Taller("mide", **TANDA), cifras, VECES)
    medido.mide_aparte("docker stop", lambda: Taller("mide"), paradas, PARADAS, max)


def cifras(taller: Taller) -> Iterator[tuple[str, float]]:
    """Da las de una tanda, desde que el taller arranca."""
    yield "del puerto abierto a la primera tarea, s", arranque(taller)
    taller.terminada()
    costo = statistics.median(costos_por_tarea(taller))
    yield "lo que el worker añade a una tarea, ms", costo * 1000
    yield "memoria de un worker sin trabajo, MiB", taller.memoria("worker1")
    yield "imagen del worker sobre la de Python, MB", nuestro(taller, "worker1") / 1e6


def arranque(taller: Taller) -> float:
    """Da los segundos del puerto de AMQP abierto a la primera `recibida`, según los registros."""
    taller.arrancar()

    def primera() -> float | None:
        recibidas = [li.instante for w in WORKERS for li in taller.lineas(w, verbo="recibida")]
        abierto = [li.instante for li in taller.lineas("rabbitmq") if re.search(ESCUCHA, li.texto)]
        return min(recibidas) - min(abierto) if recibidas and abierto else None

    return taller.esperar(primera)


def costos_por_tarea(taller: Taller) -> list[float]:
    """Da los segundos entre recibida y completada de cada tarea de worker1."""
    dicho = taller.lineas("worker1")
    recibidas = {li.tarea: li.instante for li in dicho if li.verbo == "recibida"}
    return [li.instante - recibidas[li.tarea] for li in dicho if li.verbo == "completada"]


def nuestro(taller: Taller, servicio: str) -> int:
    """Cuenta los bytes que añade la imagen de un servicio a la de Python de la que parte."""
    imagen = taller.estado(servicio)["Image"]
    base = dato(imagen, '{{index .Config.Labels "taller.base"}}')
    return int(dato(imagen, "{{.Size}}")) - int(dato(base, "{{.Size}}"))


def paradas(taller: Taller) -> Iterator[tuple[str, float]]:
    """Da los segundos de `docker stop` de cada uno, sin trabajo; lo deja todo en marcha."""
    for como, (golpe, reparo) in BROKER.items():
        taller.arrancar(**OCIOSOS)
        taller.esperar(lambda: " enviada " in taller.dice("producer"))
        for servicio in (*WORKERS, "panel"):
            taller.sano(servicio)
        taller.docker(golpe, "rabbitmq")
        for servicio in SE_PARAN:
            antes = time.monotonic()
            taller.docker("stop", servicio)
            yield f"{servicio}, broker {como}", time.monotonic() - antes
        taller.docker(reparo, "rabbitmq")
        taller.sano("rabbitmq")
    taller.arrancar(**OCIOSOS)


if __name__ == "__main__":
    main()
