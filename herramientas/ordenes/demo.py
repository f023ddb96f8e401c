"""`make demo`: arranca el taller, sigue su tanda hasta el final y la resume."""

import re
import sys
import time

from herramientas.sistema.docker import compose, dato, registro
from herramientas.sistema.recuento import Recuento

LIMITE = 600  # s para una tanda
SUPLENTE = "taller/suplente-"  # así empieza lo que no es oficial (imagenes.sh)
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
        recuento = Recuento(copias, ["worker1", "worker2"])
        enviado = registro(ids["producer"], arrancado)
        recuento.apuntar(enviado)
        for worker in recuento.workers:
            recuento.apuntar(registro(ids[worker], arrancado))
        if recuento.completadas > visto:
            visto = recuento.completadas
            print(f"    enviadas {len(recuento.enviadas)} · completadas {visto}", flush=True)
        terminada = bool(TERMINADO.search(enviado)) and not recuento.faltan
        if terminada and recuento.a_varias:  # cuántas copias son solo lo sabe quien mira al broker
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
    resume(recuento, time.time() - inicio)
    return 0 if terminada and recuento.enviadas else 1


def resume(recuento: Recuento, segundos: float) -> None:
    """Imprime el resumen de la tanda y dónde seguir mirando."""
    reparto = " · ".join(f"{worker} {n}" for worker, n in recuento.reparto().items())
    interfaz = compose("port", "rabbitmq", "15672").strip()
    panel = compose("port", "panel", "8080").strip()
    hechas = "copias completadas" if recuento.copias or recuento.a_varias else "completadas"
    print(f"""
    enviadas           {len(recuento.enviadas)}
    {hechas:<18} {recuento.completadas}  ({reparto})
    intentos fallidos  {recuento.fallidas} · descartadas {len(recuento.descartadas)}
    repetidas          {recuento.repetidas}
    perdidas           {recuento.faltan}
    segundos           {segundos:.0f}, con el arranque

    El taller sigue en marcha. Para mirar:
      http://{panel}        el panel, en vivo
      docker logs worker1          lo que hizo un worker
      http://{interfaz}       la interfaz de RabbitMQ (usuario admin; clave admin, o CLAVE_ADMIN)
      make down                    lo para

    {sobre_que()}""")


def sobre_que() -> str:
    """Dice de qué imágenes sale lo que corre y, si no son las oficiales, qué supone eso."""
    broker = dato(compose("ps", "-q", "rabbitmq").strip(), "{{.Config.Image}}")
    worker = compose("ps", "-aq", "worker1").strip()
    python = dato(worker, '{{index .Config.Labels "taller.base"}}')
    corre = f"Corre sobre {broker} y {python}"
    if SUPLENTE not in corre:
        return f"{corre}."
    return f"""{corre}: las oficiales no se pudieron bajar.
    En lugar de docker-compose, a mano, usa herramientas/preparar/compose.sh."""


if __name__ == "__main__":
    sys.exit(main())
