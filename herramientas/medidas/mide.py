"""`make mide`: las cifras que da el README, medidas en esta máquina."""

import re
import statistics
import sys

from herramientas.medidas.medido import apunta, versiones
from herramientas.medidas.paradas import paradas
from herramientas.sistema.docker import dato
from herramientas.sistema.taller import Taller, preparar

VECES = 10
PARADAS = 3  # veces que se para todo: de cada una, lo más que tarda


def main() -> int:
    """Arranca un taller aparte, con volumen nuevo cada vez, y dice cada cifra en una línea."""
    preparar()
    taller = Taller("mide", TAREAS="200", COMPLEJIDAD="0", INTERVALO="0.01")
    arranques, costos, memorias, detenidos = [], [], [], []
    try:
        for vez in range(1, VECES + 1):
            arranques.append(arranque(taller))
            taller.terminada()
            costos += costos_por_tarea(taller)
            memorias.append(taller.memoria("worker1"))
            if vez <= PARADAS:
                detenidos.append(paradas(taller))
            print(f"  {vez} de {VECES}: primera tarea a los {arranques[-1]:.2f} s", flush=True)
            capas, con = nuestro(taller, "worker1"), versiones(taller)
            taller.compose("down", "-v")
    finally:
        taller.borrar()
    mediana = statistics.median
    cifras = {
        "del puerto abierto a la primera tarea, s": mediana(arranques),
        "lo que el worker añade a una tarea, ms": mediana(costos) * 1000,
        "memoria de un worker sin trabajo, MiB": mediana(memorias),
        "imagen del worker sobre la de Python, MB": capas / 1e6,
    }
    for que, valor in cifras.items():
        print(f"{que:<42} {valor:.2f}")
    apunta("mide", cifras, con)
    apunta("docker stop", {que: max(vez[que] for vez in detenidos) for que in detenidos[0]}, con)
    return 0


def arranque(taller: Taller) -> float:
    """Segundos del puerto de AMQP abierto a la primera `recibida`, según los registros."""
    taller.compose("up", "-d")

    def primera() -> float | None:
        recibidas = [t for n in (1, 2) if (t := instante(taller, f"worker{n}", r"\] recibida "))]
        abierto = instante(taller, "rabbitmq", r"started TCP listener on .*:5672")
        return min(recibidas) - abierto if recibidas and abierto else None

    return taller.esperar(primera) or 0.0


def costos_por_tarea(taller: Taller) -> list[float]:
    """Segundos entre recibida y completada de cada tarea de complejidad 0 de worker1."""
    vistas: dict[str, float] = {}
    costos = []
    for linea in taller.lineas("worker1"):
        if linea.verbo == "recibida":
            vistas[linea.tarea] = linea.instante
        elif linea.verbo == "completada":
            costos.append(linea.instante - vistas[linea.tarea])
    return costos


def nuestro(taller: Taller, servicio: str) -> int:
    """Bytes que añade la imagen de un servicio a la de Python de la que parte."""
    imagen = taller.estado(servicio)["Image"]
    base = dato(imagen, '{{index .Config.Labels "taller.base"}}')
    return int(dato(imagen, "{{.Size}}")) - int(dato(base, "{{.Size}}"))


def instante(taller: Taller, servicio: str, patron: str) -> float | None:
    """Cuándo dijo un servicio por primera vez una línea (época Unix), según Docker."""
    return next(
        (li.instante for li in taller.lineas(servicio) if re.search(patron, li.texto)), None
    )


if __name__ == "__main__":
    sys.exit(main())
