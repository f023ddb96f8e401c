"""Corre un fallo de principio a fin y devuelve su fila; si salió mal, deja la evidencia."""

import subprocess
import time
from contextlib import suppress
from dataclasses import asdict
from pprint import pformat

from herramientas.caos.corrida import Corrida
from herramientas.caos.cuentas import cuadra
from herramientas.caos.fallo import Fallo, Fila
from herramientas.caos.vaciado import perdida_por_el_broker, vacia
from herramientas.sistema import evidencia
from herramientas.sistema.contenedores import NoOcurrio
from herramientas.sistema.docker import RAIZ
from herramientas.sistema.taller import Taller


def corre(taller: Taller, fallo: Fallo[Corrida], semilla: str) -> Fila:
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
    if c.fila.reparos:
        c.fila.reparos.append(f"evidencia en {guarda_evidencia(c)}")
        taller.borrar()  # la siguiente empieza de cero
    return c.fila


def guarda_evidencia(c: Corrida) -> str:
    """Deja en una carpeta los registros, las cuentas y lo que se exigía; dice cuál."""
    nombre = f"{c.fila.fallo.replace(' ', '-')}-{time.strftime('%Y%m%d-%H%M%S')}"
    carpeta = RAIZ / ".cache/evidencia" / nombre
    try:
        evidencia.guarda(carpeta, [c.taller.nombre])
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        c.exigido.append(f"Y la evidencia está incompleta: {error}")
    exigido = ["Lo que no debía pasar; MAL es que pasó:", *c.exigido]
    (carpeta / "exigido.txt").write_text("\n".join(exigido) + "\n")
    (carpeta / "fila.txt").write_text(pformat(asdict(c.fila)) + "\n")
    with suppress(RuntimeError):  # si falta un contenedor, no hay recuento
        (carpeta / "recuento.txt").write_text(pformat(asdict(c.recuento())) + "\n")
    return str(carpeta.relative_to(RAIZ))
