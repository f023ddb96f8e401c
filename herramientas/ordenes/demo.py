"""`make demo`: arranca el taller, sigue su tanda hasta el final y la resume."""

import re
import sys
import time

from herramientas.sistema.docker import compose, dato, registro
from herramientas.sistema.libro import Libro

LIMITE = 600  # s para una tanda
SUPLENTE = "taller/suplente-"  # así empieza lo que no es oficial (preparar/imagenes.sh)
TERMINADO = re.compile(r"^\[producer\] \d+ tareas enviadas", re.MULTILINE)


def main() -> int:
    """Estado 0 si no falta ninguna tarea; 1 si falta alguna o no se terminó a tiempo."""
    print("· se construyen las imágenes y arranca el taller (docker-compose up -d --build)")
    inicio = time.time()
    try:
        compose("up", "-d", "--build")
    except RuntimeError as error:
        print(f"✗ el taller no arranca: {error}", file=sys.stderr)
        return 1
    # Por id y no por nombre: los nombres llevan delante PREFIJO, que puede venir de .env.
    ids = {
        s: compose("ps", "-aq", s).strip() for s in ("producer", "worker1", "worker2", "monitor")
    }
    arrancado = dato(ids["producer"], "{{.State.StartedAt}}")
    # Quien escucha en un exchange recibe su copia de todas; quien lo hace en una cola, su parte.
    copias = bool(re.search(r"\] listo · .* · exchange ", registro(ids["worker1"])))
    print("· el productor envía y los workers trabajan:")
    visto = 0
    terminada = False
    while time.time() - inicio < LIMITE:
        libro = Libro(copias, ["worker1", "worker2"])
        enviado = registro(ids["producer"], arrancado)
        libro.apuntar(enviado)
        for worker in libro.workers:
            libro.apuntar(registro(ids[worker], arrancado))
        if libro.completadas > visto:
            visto = libro.completadas
            print(f"    enviadas {len(libro.enviadas)} · completadas {visto}", flush=True)
        terminada = bool(TERMINADO.search(enviado)) and not libro.faltan
        if terminada and libro.a_varias:  # cuántas copias son solo lo sabe quien mira al broker
            terminada = "] todo hecho: " in registro(ids["monitor"], arrancado)
        if terminada:
            break
        if not TERMINADO.search(enviado) and dato(ids["producer"], "{{.State.Running}}") == "false":
            enviado = registro(ids["producer"], arrancado)
            if TERMINADO.search(enviado):
                continue  # acabó bien entre las dos miradas
            print(f"✗ el productor acabó antes de tiempo:\n{enviado}", file=sys.stderr)
            break
        time.sleep(0.5)
    else:
        print(f"✗ la tanda no ha terminado en {LIMITE} s", file=sys.stderr)
    resume(libro, time.time() - inicio)
    return 0 if terminada and libro.enviadas else 1


def resume(libro: Libro, segundos: float) -> None:
    """El resumen de la tanda y dónde seguir mirando."""
    reparto = " · ".join(f"{worker} {n}" for worker, n in libro.reparto().items())
    interfaz = compose("port", "rabbitmq", "15672").strip()
    panel = compose("port", "panel", "8080").strip()
    hechas = "copias completadas" if libro.copias or libro.a_varias else "completadas"
    print(f"""
    enviadas           {len(libro.enviadas)}
    {hechas:<18} {libro.completadas}  ({reparto})
    intentos fallidos  {libro.fallidas} · descartadas {len(libro.descartadas)}
    repetidas          {libro.repetidas}
    perdidas           {libro.faltan}
    segundos           {segundos:.0f}, con el arranque

    El taller sigue en marcha. Para mirar:
      http://{panel}        el panel, en vivo
      docker logs worker1          lo que hizo un worker
      http://{interfaz}       la interfaz de RabbitMQ (usuario admin; clave admin, o CLAVE_ADMIN)
      make down                    lo para

    {sobre_que()}""")


def sobre_que() -> str:
    """De qué imágenes ha salido lo que corre y, si no son las oficiales, qué supone eso."""
    broker = dato(compose("ps", "-q", "rabbitmq").strip(), "{{.Config.Image}}")
    worker = compose("ps", "-aq", "worker1").strip()
    python = dato(worker, '{{index .Config.Labels "taller.base"}}')
    corre = f"Corre sobre {broker} y {python}"
    if SUPLENTE not in corre:
        return f"{corre}."
    return f"""{corre}: las oficiales no se pudieron bajar.
    Para dar a mano una orden de docker-compose, usa herramientas/preparar/compose.sh."""


if __name__ == "__main__":
    sys.exit(main())
