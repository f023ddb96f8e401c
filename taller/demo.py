"""`make demo`: arranca el taller, sigue su tanda hasta el final y la resume."""

import os
import re
import sys
import time

from taller.docker import compose, orden, registro
from taller.libro import Libro

LIMITE = 600  # s para una tanda
TERMINADO = re.compile(r"^\[producer\] \d+ tareas enviadas", re.MULTILINE)


def main() -> int:
    """Estado 0 si no falta ninguna tarea; 1 si falta alguna o no se terminó a tiempo."""
    prefijo = os.environ.get("PREFIJO", "")
    print("· se construyen las imágenes y arranca el taller (docker-compose up -d --build)")
    inicio = time.time()
    try:
        compose("up", "-d", "--build")
    except RuntimeError as error:
        print(f"✗ el taller no arranca: {error}", file=sys.stderr)
        return 1
    orden_inspeccion = ("docker", "inspect", "-f", "{{.State.StartedAt}} {{.Config.Env}}")
    arrancado, entorno = orden(*orden_inspeccion, f"{prefijo}producer").split(" ", 1)
    copias = "MODO=pub_sub" in entorno.lower().replace("-", "_").replace("modo=", "MODO=")
    print("· el productor envía y los workers trabajan:")
    visto = 0
    while time.time() - inicio < LIMITE:
        libro = Libro(copias, ["worker1", "worker2"])
        enviado = registro(f"{prefijo}producer", arrancado)
        libro.apuntar(enviado)
        for worker in libro.workers:
            libro.apuntar(registro(f"{prefijo}{worker}", str(int(inicio))))
        if libro.completadas > visto:
            visto = libro.completadas
            print(f"    enviadas {len(libro.enviadas)} · completadas {visto}", flush=True)
        if TERMINADO.search(enviado) and not libro.faltan:
            break
        time.sleep(0.5)
    resume(libro, time.time() - inicio)
    return 1 if libro.faltan or not libro.enviadas else 0


def resume(libro: Libro, segundos: float) -> None:
    """El resumen de la tanda y dónde seguir mirando."""
    reparto = " · ".join(f"{worker} {n}" for worker, n in libro.reparto().items())
    puerto = os.environ.get("PUERTO_UI", "15672")
    clave = os.environ.get("CLAVE_ADMIN", "admin")
    hechas = "copias completadas" if libro.copias else "completadas"
    print(f"""
    enviadas         {len(libro.enviadas)}
    {hechas:<16} {libro.completadas}  ({reparto})
    intentos fallidos {libro.fallidas} · descartadas {len(libro.descartadas)}
    repetidas        {libro.repetidas}
    perdidas         {libro.faltan}
    segundos         {segundos:.0f}, con el arranque

    El taller sigue en marcha. Para mirar:
      docker logs worker1          lo que hizo un worker
      http://127.0.0.1:{puerto}      la interfaz de RabbitMQ (usuario admin, clave {clave})
      make down                    lo para""")


if __name__ == "__main__":
    sys.exit(main())
