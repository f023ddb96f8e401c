"""Este módulo da a todo servicio sus ajustes, su nombre, su registro y la petición de parar."""

import logging
import os
import random
import secrets
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from comun.servicio.ajustes import AjusteInvalido, Ajustes
from comun.servicio.errores import Irrecuperable
from comun.servicio.parada import MIRA_SI_PARAR, Parada

IRRECUPERABLE, MAL_AJUSTE = 1, 2  # estados de salida


@dataclass(frozen=True, slots=True)
class Servicio:
    """Un `Servicio` es un proceso del taller."""

    ajustes: Ajustes
    log: logging.Logger  # su nombre es el del servicio: worker1
    proceso: str  # el nombre y algo que cambia en cada arranque: worker1.7f3a9c
    parada: Parada
    servidores: deque[str]  # los de RABBIT_HOST; se usa el primero


def ejecutar(parada: Parada, nombre: str, principal: Callable[[Servicio], None]) -> int:
    """Corre un servicio y devuelve su estado de salida; `nombre` puede llevar ajustes.

    Es 0 si terminó o se paró, 1 si hubo un error irrecuperable y 2 si un ajuste no es válido; en
    los dos últimos casos, con una línea en stderr y sin traceback. Con AJUSTE_MALO=espera, quien
    tiene un ajuste que no es válido no sale hasta que se pide parar.
    """
    try:
        ajustes = Ajustes.de_entorno(os.environ)
    except AjusteInvalido as error:
        print(error, file=sys.stderr)
        # A quien Docker arranca otra vez si sale (despliegue/servidor), salir no le sirve: volvería
        # sin fin con el mismo ajuste
        espera = os.environ.get("AJUSTE_MALO") == "espera"
        while espera and not parada.pedida:
            time.sleep(MIRA_SI_PARAR)
        return MAL_AJUSTE
    log = configurar(nombre.format(ajustes), ajustes.nivel_log)
    al_azar = deque(random.sample(ajustes.rabbit_host, len(ajustes.rabbit_host)))
    proceso = f"{log.name}.{secrets.token_hex(3)}"
    try:
        principal(Servicio(ajustes, log, proceso, parada, al_azar))
    except Irrecuperable as error:
        print(f"[{log.name}] {error}", file=sys.stderr)
        return IRRECUPERABLE
    return 0


def hilo(log: logging.Logger, nombre: str, trabajo: Callable[[], None]) -> threading.Thread:
    """Crea un hilo vital: si falla, el proceso sale con 1, porque a medias parecería sano."""

    def correr() -> None:
        try:
            trabajo()
        except Exception:
            log.exception("%s falló y sin él no se sigue", nombre)
            os._exit(IRRECUPERABLE)

    return threading.Thread(target=correr, name=nombre, daemon=True)


def configurar(servicio: str, nivel: str = "INFO") -> logging.Logger:
    """Devuelve el registro del servicio; sus líneas empiezan por `[servicio]`."""
    salida = logging.StreamHandler(sys.stdout)  # StreamHandler vacía el búfer en cada línea
    salida.setFormatter(logging.Formatter("[%(name)s] %(message)s"))
    logging.basicConfig(level=nivel, handlers=[salida], force=True)
    # pika dice cada intento fallido en una docena de líneas, y el taller lo dice en una
    logging.getLogger("pika").setLevel(logging.CRITICAL + 1)
    return logging.getLogger(servicio)
