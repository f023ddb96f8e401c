"""`make demo`: arranca el taller, sigue su tanda hasta el final y la resume."""

import re
import sys
import time

from herramientas.sistema.docker import compose, dato, registro
from herramientas.sistema.recuento import Recuento
from herramientas.sistema.taller import WORKERS

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
        sys.exit(f"✗ el taller no arranca: {error}")
    print("· el productor envía y los workers trabajan:")
    recuento, fallo = seguir(inicio + LIMITE)
    if fallo:
        print(f"✗ {fallo}", file=sys.stderr)
    resume(recuento, time.time() - inicio)
    return 0 if recuento.enviadas and not fallo else 1


def seguir(limite: float) -> tuple[Recuento, str]:
    """Cuenta lo que se hace hasta que acaba la tanda, y dice por qué acabó mal; vacío si bien."""
    # Por id y no por nombre: los nombres llevan delante PREFIJO, que puede venir de .env.
    servicios = ("producer", *WORKERS, "monitor")
    producer, *workers, monitor = (compose("ps", "-aq", s).strip() for s in servicios)
    arrancado = dato(producer, "{{.State.StartedAt}}")
    # Quien escucha en un exchange recibe su copia de todas; quien lo hace en una cola, su parte.
    copias = bool(re.search(r"\] listo · .* · exchange ", registro(workers[0])))
    visto = 0
    while True:
        # Esto, antes que su registro: si ya acabó, el registro está entero.
        en_marcha = dato(producer, "{{.State.Running}}") == "true"
        recuento = Recuento(copias, WORKERS)
        enviado = registro(producer, arrancado)
        for dicho in (enviado, *(registro(worker, arrancado) for worker in workers)):
            recuento.apuntar(dicho)
        if recuento.completadas > visto:
            visto = recuento.completadas
            print(f"    enviadas {len(recuento.enviadas)} · completadas {visto}", flush=True)
        terminado = TERMINADO.search(enviado)
        if not (terminado or en_marcha):
            return recuento, f"el productor acabó antes de tiempo:\n{enviado}"
        # Si van a varias colas, cuántas copias son solo lo sabe quien mira al broker.
        todas = not recuento.a_varias or "] todo hecho: " in registro(monitor, arrancado)
        if terminado and todas and not recuento.faltan:
            return recuento, ""
        if time.time() > limite:
            return recuento, f"la tanda no ha terminado en {LIMITE} s"
        time.sleep(0.5)


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
    python = dato(compose("ps", "-aq", "worker1").strip(), '{{index .Config.Labels "taller.base"}}')
    corre = f"Corre sobre {broker} y {python}"
    if SUPLENTE not in corre:
        return f"{corre}."
    return f"""{corre}: las oficiales no se pudieron bajar.
    En lugar de docker-compose, a mano, usa herramientas/preparar/compose.sh."""


if __name__ == "__main__":
    sys.exit(main())
