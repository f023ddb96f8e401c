"""Un Servicio para las pruebas que corren una pieza suya en este proceso."""

import logging
from collections import deque

from comun.servicio.ajustes import Ajustes
from comun.servicio.arranque import Servicio
from comun.servicio.parada import Parada


def servicio(nombre="prueba", **entorno):
    """Con los ajustes de ese entorno y sin tocar el registro de la prueba."""
    ajustes = Ajustes.de_entorno(entorno)
    log = logging.getLogger(f"prueba.{nombre}")
    return Servicio(ajustes, log, f"{nombre}.abc123", Parada(), deque(ajustes.rabbit_host))
