"""Corre un fallo de principio a fin y devuelve su fila."""

import subprocess
import time

from taller.caos.corrida import Corrida
from taller.caos.cuentas import cuadra
from taller.caos.fallo import Fallo, Fila
from taller.caos.vaciado import perdida_por_el_broker, vacia
from taller.sistema import NoOcurrio, Taller


def corre(taller: Taller, fallo: Fallo, semilla: str) -> Fila:
    """Arranque, fallo, reparación, vaciado y cuentas; lo que no llega a ocurrir es un reparo."""
    c = Corrida(taller, fallo, semilla)
    try:
        taller.compose("rm", "-fs", "producer")  # el suyo, con un registro nuevo
        c.inicio = time.time()
        if fallo.arranca:
            c.arranca()
            c.apunta_arranques()
        fallo.provoca(c)
        cuadra(c, vacia(c))
    except (NoOcurrio, RuntimeError, OSError, subprocess.TimeoutExpired) as error:
        c.exige(not perdida_por_el_broker(c), "una entrega que ningún canal tiene")
        c.exige(cumple=False, reparo=str(error))
        taller.compose("down", "-v")  # la siguiente empieza de cero
    return c.fila
