"""Aquí se corre un fallo de principio a fin y, si salió mal, se deja la evidencia."""

import subprocess
import time
from contextlib import suppress
from dataclasses import asdict
from pprint import pformat

from herramientas.caos.corrida import Corrida
from herramientas.caos.cuentas import cuadra
from herramientas.caos.fallo import Fallo
from herramientas.caos.fila import Fila
from herramientas.caos.vaciado import perdida_por_el_broker, vacia
from herramientas.sistema import evidencia
from herramientas.sistema.docker import RAIZ
from herramientas.sistema.taller import Taller

GOLPES = 3  # los que se dan hasta dar con una tarea en mano: entre dos pasan unos milisegundos


def corre(taller: Taller, fallo: Fallo, semilla: str) -> Fila:
    """Arranca, provoca, vacía y hace las cuentas; lo que no llega a ocurrir es un reparo."""
    c = Corrida(taller, fallo, semilla)
    try:
        taller.compose("rm", "-fs", "producer")  # el suyo, con un registro nuevo
        c.inicio = time.time()
        if fallo.arranca:
            c.arranca()
        dio = any(fallo.provoca(c) is not False for _ in range(GOLPES))
        c.exige(dio, "ningún golpe dio con una tarea en mano")
        cuadra(c, vacia(c))
    except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:  # NoOcurrio es un OSError
        c.exige(not perdida_por_el_broker(c), "una entrega que ningún canal tiene")
        c.exige(cumple=False, reparo=str(error))
    if c.fila.reparos:
        c.fila.reparos.append(f"evidencia en {guarda_evidencia(c)}")
        taller.borrar()  # la siguiente empieza de cero
    return c.fila


def guarda_evidencia(c: Corrida) -> str:
    """Deja en una carpeta los registros, las cuentas y lo que se exigía; dice cuál."""
    nombre = f"{c.fila.fallo.replace(' ', '-')}-{time.strftime('%Y%m%d-%H%M%S')}"
    carpeta = RAIZ / ".cache/evidencia" / nombre
    dicho = ["Lo que no debía pasar; MAL es que pasó:", *c.exigido, pformat(asdict(c.fila))]
    try:
        evidencia.guarda(carpeta, [c.taller.nombre])
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        dicho.append(f"Y la evidencia está incompleta: {error}")
    with suppress(RuntimeError, subprocess.TimeoutExpired):  # si falta un contenedor, no lo hay
        dicho.append(pformat(asdict(c.recuento())))
    (carpeta / "cuentas.txt").write_text("\n".join(dicho) + "\n")
    return str(carpeta.relative_to(RAIZ))
