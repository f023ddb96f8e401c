"""El taller en el que se provocan las situaciones, y quién le hace fotos."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

from herramientas.evidencias.estudio.texto import estable
from herramientas.sistema.docker import compose
from herramientas.sistema.taller import Taller

SERVICIOS = ("producer", "worker1", "worker2", "monitor", "panel")


@dataclass(frozen=True, slots=True)
class Vista:
    """Qué parte de la interfaz de RabbitMQ se fotografía, y cuándo."""

    ruta: str  # tras #/
    hasta: str  # regex: en cuanto se lea
    abre: str = ""  # la sección que viene plegada
    ancho: int = 800  # puntos
    oculta: tuple[str, ...] = ()  # selectores de CSS de lo que no viene al caso
    marca: tuple[str, ...] = ()  # y de aquello en que hay que fijarse


class Panel(Protocol):
    """El panel, abierto en un navegador."""

    def foto(self) -> bytes | None:
        """El PNG de ahora mismo, o None si no se hacen fotos."""

    def filma(self, mientras: Callable[[], bool]) -> bytes | None:
        """Un GIF de lo que se ve mientras se cumpla algo; espera igual si no se hacen fotos."""


class Camara(Protocol):
    """Quien fotografía; las pruebas pasan una que no hace nada."""

    def panel(self, taller: Taller, tema: Literal["light", "dark"]) -> Panel:
        """Abre el panel, claro (light) u oscuro (dark), y espera a que enseñe a los workers."""

    def mirar(self, taller: Taller, vista: Vista) -> Callable[[], bytes | None]:
        """Abre la vista y devuelve el disparador: da el PNG, o None si no hace fotos."""


def tanda(taller: Taller, *antes: str, **ajustes: str) -> None:
    """Contenedores nuevos y una tanda. Los de `antes` se arrancan y se suscriben en ese orden.

    Así se sabe a quién le toca la primera tarea, y por tanto a quién le toca cada una.
    """
    nuevos(taller, *antes, **ajustes)
    taller.arrancar(**ajustes)


def nuevos(taller: Taller, *antes: str, **ajustes: str) -> None:
    """Quita los contenedores de la tanda anterior y arranca esos, uno detrás de otro."""
    taller.arrancar("rabbitmq")
    taller.sano("rabbitmq")
    compose("rm", "-fs", *SERVICIOS, entorno=taller.entorno)
    for worker in antes:
        taller.arrancar(worker, **ajustes)
        taller.esperar(partial(suscrito, taller, worker))


def suscrito(taller: Taller, worker: str) -> bool:
    """Si el worker ya dice que está listo."""
    return "] listo · " in taller.dice(worker)


def dicho(taller: Taller, servicio: str) -> str:
    """El registro de un servicio, igual en todas las ejecuciones."""
    return estable(taller.dice(servicio), taller.prefijo)
