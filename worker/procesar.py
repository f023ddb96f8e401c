"""Este módulo hace el trabajo de una tarea: su función se sustituye por la tuya."""

import time

from comun.tarea import Tarea


def procesar(tarea: Tarea) -> None:
    """Hace el trabajo de una tarea: aquí, esperar `tarea.complejidad` segundos.

    Corre en un hilo aparte: puede bloquear o calcular sin que se pierda la conexión (una extensión
    en C, solo si libera el GIL). Si tarda más de PLAZO_ACK (media hora, si no se cambia), el broker
    entrega la tarea otra vez, quizá sin contar un intento: si siempre tarda más, no acaba nunca.
    Al parar, el contenedor la espera GRACIA. La misma tarea puede llegar dos veces.

    Raises:
        Exception: cualquiera; la tarea vuelve a la cola y se reintenta.
    """
    if tarea.complejidad:  # hasta sleep(0) tarda: unos 60 µs
        time.sleep(tarea.complejidad)
