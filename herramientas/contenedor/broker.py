"""Este módulo da a una orden su conexión con el broker; si no puede, lo dice en una línea."""

from collections.abc import Callable
from contextlib import ExitStack, suppress

from pika.adapters.blocking_connection import BlockingConnection
from pika.exceptions import AMQPError

from comun.servicio.arranque import Servicio
from comun.servicio.conexion import NoSeAbre, abierta
from comun.servicio.errores import Irrecuperable, explicacion, fallar_si_no_tiene_arreglo

ARRANCA = (
    "¿está en marcha el taller? (docker compose up -d; si lo arrancaste con otros archivos, -f …,"
    " esta orden también los lleva)"
)


def usar(servicio: Servicio, hacer: Callable[[BlockingConnection], str], si_se_corta: str) -> None:
    """Llama a `hacer` con una conexión. Al contrario que un servicio, una orden no insiste.

    `hacer` devuelve qué ha ido mal, o vacío; `si_se_corta` es lo que conviene saber entonces.

    Raises:
        Irrecuperable: no se llega al broker, se cortó, se pidió parar, o algo ha ido mal.
    """
    try:
        with ExitStack() as pila:
            conexion = _abrir(servicio, pila)
            with servicio.parada.interrumpible():
                mal = hacer(conexion)
    except NoSeAbre as error:
        fallar_si_no_tiene_arreglo(error.__cause__, servicio.ajustes)
        msg = f"no se llega al broker ({explicacion(error.__cause__)}): {ARRANCA}"
        raise Irrecuperable(msg) from error
    except AMQPError as error:
        fallar_si_no_tiene_arreglo(error, servicio.ajustes)
        msg = f"se cortó ({explicacion(error)}): {si_se_corta}"
        raise Irrecuperable(msg) from error
    except SystemExit:
        msg = f"se pidió parar: {si_se_corta}"
        raise Irrecuperable(msg) from None
    if mal:
        raise Irrecuperable(mal)


def _abrir(servicio: Servicio, pila: ExitStack) -> BlockingConnection:
    """Entra en el primer servidor que deja."""
    *primeros, ultimo = servicio.servidores
    for servidor in primeros:
        with suppress(NoSeAbre):
            return pila.enter_context(abierta(servicio, servidor))
    return pila.enter_context(abierta(servicio, ultimo))
