"""El productor envía una tanda de tareas y da por enviada la que el broker confirma."""

from comun.servicio.arranque import Servicio
from comun.servicio.conexion import mantener
from comun.servicio.diario import Diario
from comun.servicio.errores import Irrecuperable
from producer.envio import Envio
from producer.tanda import Tanda


def main(servicio: Servicio) -> None:
    """Envía la tanda, con las conexiones que hagan falta, y la resume en una línea.

    Raises:
        Irrecuperable: el broker no lo permite, o la función de tareas.py falló.
    """
    tanda = Tanda(servicio)

    def enviar(servidor: str) -> None:
        if tanda.quedan():  # si se perdió la conexión y no quedan tareas, no hay a qué volver
            Envio(servicio, tanda, diario).sesion(servidor)

    with Diario(servicio) as diario:
        try:
            mantener(servicio, enviar)
        finally:
            tanda.abandonar()
    devueltas = f" · {tanda.devueltas} devueltas" if tanda.devueltas else ""
    dudosas = f" · {tanda.dudosas} sin confirmar" if tanda.dudosas else ""
    servicio.log.info("%d tareas enviadas y confirmadas%s%s", tanda.enviadas, devueltas, dudosas)
    if tanda.fallo:
        msg = f"la función de producer/tareas.py {tanda.fallo}"
        raise Irrecuperable(msg)
