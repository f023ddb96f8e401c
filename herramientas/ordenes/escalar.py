"""`make escalar` aplica la regla de KEDA al taller en marcha, con los workers de compose."""

import http.client
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from herramientas.ordenes.regla import MENOR, Regla
from herramientas.sistema.docker import ajuste
from herramientas.sistema.taller import WORKERS, Propio, Taller

CADA = 1.0  # s entre dos muestras
REPASO = 15.0  # s que se da a los workers para llegar antes de pedirlos otra vez
SIN_COLA = "· la cola no responde: ¿está el taller en marcha? (make up)"


@dataclass(frozen=True, slots=True)
class Muestra:
    """Una `Muestra` dice lo que había en un instante: tareas pendientes y workers."""

    segundo: float  # desde que se empezó a mirar
    pendientes: int
    workers: int
    pedidos: int

    def __str__(self) -> str:
        """La escribe en una línea."""
        otros = f" → {self.pedidos}" if self.pedidos != self.workers else ""
        return (
            f"{self.segundo:4.0f} s · pendientes {self.pendientes} · workers {self.workers}{otros}"
        )


def main() -> int:
    """Escala hasta que se pulse Ctrl-C; entonces quita los workers de más y acaba."""
    taller = Propio()
    try:
        regla = Regla.de_entorno({variable: ajuste(variable, "") for variable in MENOR})
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"· un worker por cada {regla.por_worker} tareas, de {regla.minimo} a {regla.maximo}")
    antes: Muestra | str = ""
    visto = False
    try:
        for vista in escala(taller, regla, lambda: True):
            if (ahora := vista or SIN_COLA) != antes:
                print(ahora, flush=True)
            antes = ahora
            visto = visto or vista is not None
    except KeyboardInterrupt:
        if visto:  # si no, no se ha puesto ninguno
            pon(taller, regla.minimo)
    except RuntimeError as error:
        sys.exit(f"✗ compose no puede poner ni quitar workers:\n{error}")
    return 0


def escala(
    taller: Taller | Propio, regla: Regla, sigue: Callable[[], bool]
) -> Iterator[Muestra | None]:
    """Mira cada segundo, más o menos, y pone los workers que diga la regla; cuenta cada muestra.

    None si no se ha podido mirar.

    Raises:
        RuntimeError: compose no ha podido.
    """
    inicio = time.monotonic()
    puestos, repaso = 0, 0.0
    with ThreadPoolExecutor(1) as hilo:  # compose tarda segundos: mientras tanto se sigue mirando
        puesta: Future[None] | None = None
        while sigue():
            segundo = time.monotonic() - inicio
            if puesta and puesta.done():
                puesta.result()
                puesta = None
            if not (numeros := mira(taller)):
                yield None
            else:
                pendientes, workers = numeros
                pedidos = regla.decide(segundo, pendientes)
                yield Muestra(segundo, pendientes, workers, pedidos)
                # Si alguno de los que se pusieron murió; a worker1 y worker2 no se los revive
                repetir = workers < pedidos > regla.minimo and segundo >= repaso
                if not puesta and (pedidos != puestos or repetir):
                    puesta = hilo.submit(pon, taller, pedidos)
                    puestos, repaso = pedidos, segundo + REPASO
            time.sleep(CADA)


def mira(taller: Taller | Propio) -> tuple[int, int] | None:
    """Pregunta cuántas tareas hay, también en pausa y en proceso, y cuántos workers.

    None si no se sabe.
    """
    try:
        cola = taller.api("queues/%2f/tareas_distribuidas")
        return int(cola["messages"]), int(cola["consumers"])
    except (OSError, KeyError, http.client.HTTPException):
        return None  # el broker aún no está, o la cola no se ha declarado: se mira otra vez


def pon(taller: Taller | Propio, cuantos: int) -> None:
    """Deja tantos workers: los dos de siempre y los demás de `worker`, que al irse terminan."""
    de_mas = str(cuantos - len(WORKERS))
    taller.compose(
        "up", "-d", "--no-deps", "--no-recreate", "--scale", f"worker={de_mas}", "worker"
    )


if __name__ == "__main__":
    sys.exit(main())
