"""Las cuentas que dependen de cómo se reparten las tareas: de una cola, o una copia a cada worker.

Es el único sitio de quien mira donde se distinguen las dos clases de modo.
"""

from abc import ABC, abstractmethod
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from comun.familias.de_copias import DeCopias
from comun.familias.modo import Modo
from comun.verbo import PRODUCTOR, Que
from seguimiento.historia import Entrega, Historia
from seguimiento.lote import Lote

if TYPE_CHECKING:
    from seguimiento.libro import Libro
    from seguimiento.panorama import Panorama, Worker

Falta = tuple[int, int] | tuple[None, None]  # perdidas y sin noticia; None, no se sabe
# Esperan, en proceso y en pausa; None, no se sabe
Pendientes = tuple[int | None, int | None, int | None]


class Cuentas(ABC):
    """Lo que hay que saber de un reparto para llevar sus cuentas."""

    de_cada_una: ClassVar[int]  # entregas que se recuerdan de una tarea
    copias: ClassVar[bool]  # si las completadas y las perdidas son copias

    @abstractmethod
    def quedan(self, libro: "Libro") -> bool:
        """Si según el diario queda algo en el broker."""

    @abstractmethod
    def productores(self, libro: "Libro") -> dict[str, int]:
        """De quién recibirá copias el que se suscribe ahora: productor → por qué lote va."""

    @abstractmethod
    def enviada(self, libro: "Libro", historia: Historia, lote: Lote) -> None:
        """Se envió."""

    @abstractmethod
    def repetida(self, historia: Historia, proceso: str) -> bool:
        """Si lo que ese proceso acaba de completar ya lo estaba."""

    @abstractmethod
    def cambios(self, historia: Historia) -> list[tuple[Entrega, Entrega]]:
        """Las veces que pasó de unas manos a otras sin que fallara."""

    @abstractmethod
    def en_mano(self, worker: "Worker") -> Entrega | None:
        """Lo que tiene en la mano, o tenía."""

    @abstractmethod
    def pendientes(self, ve: "Panorama") -> Pendientes:
        """Lo que falta por hacer."""

    @abstractmethod
    def falta(self, ve: "Panorama") -> Falta:
        """Lo enviado que no está en ningún sitio, y lo que tenía un muerto y quizá acabó."""


class CuentasDeTrabajo(Cuentas):
    """Cada tarea la hace uno; lo que espera lo sabe el broker."""

    de_cada_una = 12
    copias = False

    def quedan(self, libro: "Libro") -> bool:
        if libro.completo:
            return bool(libro.abiertas)
        han_entrado = libro.encargos + libro.sumas[Que.REINTENTADA]
        return han_entrado > libro.completadas + libro.sumas[Que.DESCARTADA]

    def productores(self, libro: "Libro") -> dict[str, int]:
        return {}

    def enviada(self, libro: "Libro", historia: Historia, lote: Lote) -> None:
        """Espera en su cola."""

    def repetida(self, historia: Historia, proceso: str) -> bool:
        return any(e.acabo(Que.COMPLETADA) for e in historia.de_ahora)

    def cambios(self, historia: Historia) -> list[tuple[Entrega, Entrega]]:
        return historia.cambios

    def en_mano(self, worker: "Worker") -> Entrega | None:
        return None if worker.fuera else worker.suyo.en_mano  # la de un muerto volvió a la cola

    def pendientes(self, ve: "Panorama") -> Pendientes:
        if not ve.foto.contesta:
            return None, None, None
        return ve.foto.cola.en_cola, ve.foto.cola.en_proceso, ve.foto.cola.en_pausa

    def falta(self, ve: "Panorama") -> Falta:
        """Solo se sabe en calma: los números del broker van por detrás del diario."""
        libro, cola = ve.libro, ve.foto.cola
        en_mano = sum(bool(suyo.en_mano) and ve.vivo(p) for p, suyo in libro.procesos.items())
        if not (ve.calma and libro.completo and cola.en_proceso == en_mano):
            return None, None
        pendientes = Counter(map(ve.situacion, libro.abiertas.values()))
        del pendientes[Que.DESCARTADA]  # por las reglas del broker, están en tareas_fallidas
        faltan = max(0, pendientes.total() - cola.en_cola - cola.en_proceso)
        sin_noticia = min(faltan, pendientes["perdida"])
        return faltan - sin_noticia, sin_noticia


class CuentasDeCopias(Cuentas):
    """Cada tarea la hacen todos; la cola de cada uno muere con su conexión."""

    de_cada_una = 2000
    copias = True

    def quedan(self, libro: "Libro") -> bool:
        return False  # lo que espera es de alguien: Proceso.copias

    def productores(self, libro: "Libro") -> dict[str, int]:
        activos = libro.procesos.items()
        return {n: p.numero for n, p in activos if p.nombre == PRODUCTOR and not p.fin}

    def enviada(self, libro: "Libro", historia: Historia, lote: Lote) -> None:
        for nombre, suyo in libro.procesos.items():
            if suyo.recibe(lote) and not any(e.proceso == nombre for e in historia.entregas):
                suyo.copias[historia.clave] = (libro.leidos, lote.instante)

    def repetida(self, historia: Historia, proceso: str) -> bool:
        return any(e.proceso == proceso and e.acabo(Que.COMPLETADA) for e in historia.de_ahora)

    def cambios(self, historia: Historia) -> list[tuple[Entrega, Entrega]]:
        return []

    def en_mano(self, worker: "Worker") -> Entrega | None:
        return worker.suyo.en_mano  # se pierde con él

    def pendientes(self, ve: "Panorama") -> Pendientes:
        vivos = [suyo for proceso, suyo in ve.libro.procesos.items() if ve.vivo(proceso)]
        esperan = sum(len(v.copias) for v in vivos) if ve.libro.completo else None
        return esperan, sum(bool(v.en_mano) for v in vivos), 0

    def falta(self, ve: "Panorama") -> Falta:
        """Lo que esperaba con un muerto se perdió; de lo que tenía en la mano no se sabe."""
        procesos = ve.libro.procesos
        muertos = [(p, suyo) for p, suyo in procesos.items() if not ve.vivo(p)]
        seguras = sum(suyo.seguras for _, suyo in muertos)
        dudosas = sum(len(ve.copias(p)) + bool(suyo.en_mano) for p, suyo in muertos) - seguras
        perdidas = sum(suyo.perdidas for suyo in procesos.values())
        return perdidas + seguras, max(0, dudosas)


def de(modo: Modo) -> Cuentas:
    """Las de un modo."""
    return CuentasDeCopias() if isinstance(modo, DeCopias) else CuentasDeTrabajo()
