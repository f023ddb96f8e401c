"""El productor: envía una tanda de tareas y da por enviada la que el broker confirma."""

import logging
import sys

from comun.ajustes import Ajustes
from comun.conexion import Conexion, cerrar
from comun.eventos import Eventos
from comun.mantener import mantener
from comun.peticion import peticion
from comun.servicio import Parada, ejecutar
from producer.envio import Envio
from producer.tanda import Tanda


def producir(ajustes: Ajustes, log: logging.Logger, parada: Parada) -> None:
    """Envía la tanda, con las conexiones que hagan falta, y lo resume en una línea."""
    tanda = Tanda(ajustes)
    with Eventos(ajustes, "producer", log) as eventos:

        def atender(conexion: Conexion) -> None:
            with peticion(log, parada):
                ajustes.modo.declarar(conexion.channel())
                cerrar(conexion)  # publica con otra, asíncrona
            Envio(ajustes, tanda, eventos, log, parada).correr(conexion.servidor)

        mantener(ajustes, "producer", log, parada, atender)
    tanda.dudar(log, tanda.abandonar())
    devueltas = f" · {tanda.devueltas} devueltas" if tanda.devueltas else ""
    dudosas = f" · {tanda.dudosas} sin confirmar" if tanda.dudosas else ""
    log.info("%d tareas enviadas y confirmadas%s%s", tanda.enviadas, devueltas, dudosas)


if __name__ == "__main__":
    sys.exit(ejecutar(lambda _: "producer", producir))
