"""Aquí se corre un fallo de principio a fin: se provoca, se vacía todo y se hacen las cuentas."""

import http.client
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pprint import pformat

from herramientas.caos.corrida import Corrida
from herramientas.caos.cuentas import cuadra
from herramientas.caos.fallo import Fallo, Fila
from herramientas.sistema import evidencia
from herramientas.sistema.docker import RAIZ
from herramientas.sistema.recuento import Recuento
from herramientas.sistema.taller import WORKERS, Taller

GOLPES = 3  # los que se dan hasta dar con una tarea en mano: entre dos pasan unos milisegundos
QUIETO = 3.0  # s seguidos sin nada pendiente: la API va hasta 2 s por detrás, un 0 suelto no prueba
LIMITE = 180.0  # s para que acabe la tanda una vez reparado el fallo


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


def vacia(c: Corrida) -> Recuento:
    """Espera a que el productor acabe y todo siga vacío un rato; da el recuento de entonces.

    Raises:
        NoOcurrio: si no se vacía a tiempo.
    """
    c.taller.acabado("producer", LIMITE)
    quieto_desde = time.monotonic()
    visto = c.recuento()

    def en_calma() -> bool:
        nonlocal quieto_desde, visto
        ahora = c.recuento()
        if pendiente(c) or ahora != visto:
            quieto_desde = time.monotonic()
        visto = ahora
        return time.monotonic() - quieto_desde > QUIETO

    c.taller.esperar(en_calma, LIMITE)
    return visto


def pendiente(c: Corrida) -> int:
    """Cuenta los mensajes del broker, también los que están en pausa, y los que estén en mano."""
    en_mano = sum(bool(c.en_mano(worker)) for worker in WORKERS)
    try:
        colas = {cola["name"]: cola["messages"] for cola in c.taller.api("queues/%2f")}
        de_ellas = re.compile("amq.gen-" if c.copias else "tareas_(?!fallidas$)")
        suyas = [int(cuantos) for cola, cuantos in colas.items() if de_ellas.match(cola)]
        return en_mano + sum(suyas) if suyas else -1
    except (OSError, KeyError, http.client.HTTPException):
        return -1  # el broker acaba de volver y aún no lo sabe


def perdida_por_el_broker(c: Corrida) -> bool:
    """Dice si hay una entrega sin ack que ningún canal tiene: se perdió entre dos nodos."""
    try:
        cola = c.taller.api("queues/%2f/tareas_distribuidas")["messages_unacknowledged"]
        canales = [x.get("messages_unacknowledged", 0) for x in c.taller.api("channels")]
    except (OSError, KeyError, TypeError, RuntimeError, http.client.HTTPException):
        return False  # no contesta, o no hay cola
    return bool(cola) and not any(canales)


def guarda_evidencia(c: Corrida) -> str:
    """Deja en una carpeta los registros, las cuentas y lo que se exigía; dice cuál."""
    nombre = f"{c.fila.fallo.replace(' ', '-')}-{time.strftime('%Y%m%d-%H%M%S')}"
    carpeta = RAIZ / ".cache/evidencia" / nombre
    dicho = ["Lo que no debía pasar; MAL es que pasó:", *c.exigido, pformat(asdict(c.fila))]
    with apuntando_si_falla(dicho):
        dicho.append(pformat(asdict(c.recuento())))
    with apuntando_si_falla(dicho):
        evidencia.guarda(carpeta, [c.taller.nombre])
    (carpeta / "cuentas.txt").write_text("\n".join(dicho) + "\n")
    return str(carpeta.relative_to(RAIZ))


@contextmanager
def apuntando_si_falla(dicho: list[str]) -> Iterator[None]:
    """Sigue aunque Docker no pueda, o falte un contenedor, y lo apunta."""
    try:
        yield
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        dicho.append(f"Y la evidencia está incompleta: {error}")
