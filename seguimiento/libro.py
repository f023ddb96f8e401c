"""El libro suma los lotes del diario y lleva las cuentas de una tanda, sin red y sin reloj.

Las sumas salen de los totales que repite cada proceso, así que un lote repetido o perdido no las
estropea; las historias salen de los detalles. Quién vive no lo dice el diario, sino el broker.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from comun.familias.modo import Modo
from comun.verbo import PRODUCTOR, Verbo
from seguimiento.historia import Historia, Turno
from seguimiento.historias import Historias
from seguimiento.lote import Hecho, Lote, clave_de, nombre_de
from seguimiento.proceso import Proceso

PROCESOS = 2000  # que se recuerdan
# De estos hechos se avisa, y la página los dice con palabras
SE_AVISAN = {Verbo.FALLIDA, Verbo.DESCARTADA, Verbo.DEVUELTA, Verbo.REINTENTADA}


class Libro(ABC):
    """El `Libro` lleva las cuentas de una tanda, como un libro de contabilidad.

    La tanda empieza con un productor, si no queda nada de la anterior. El libro llama a
    `avisar(clase, instante, **datos)` con lo que merece decirse con palabras, con cada espera y
    cada trabajo (`segundos`), y al empezar una tanda. Los métodos abstractos dependen de cómo se
    reparten las tareas: están en por_familia.py.
    """

    de_cada_una: ClassVar[int]  # turnos que se recuerdan de una tarea
    copias: ClassVar[bool]  # si las completadas y las perdidas son copias

    def __init__(self, modo: Modo, avisar: Callable[..., object] = lambda *_, **__: None) -> None:
        self.modo, self._avisar = modo, avisar
        self.procesos: dict[str, Proceso] = {}
        self.leidos = 0
        self.ultimo = -1  # offset del último lote leído
        self._empezar(0)

    def _empezar(self, offset: int) -> None:
        """Empieza una tanda: pone a cero lo que es solo de ella."""
        self.primero = offset  # del primer lote de la tanda
        self.recortado = False  # el diario ya no tiene el principio: las sumas son parciales
        self._quieto = False  # si no hay trabajo desde que un worker dijo que estaba libre
        self.desde = 0.0  # época Unix, según el reloj del primero que escribe en la tanda
        self.sumas: Counter[Verbo] = Counter()
        self.vistos: Counter[Verbo] = Counter()  # los hechos que han llegado con su detalle
        self.de_mas = 0  # veces que se completó una tarea que ya lo estaba
        self.copias_de_mas = 0  # las que añaden las tareas que van a varias colas
        self.reentregas = 0  # veces que una tarea pasó de un proceso a otro sin que fallara
        self.historias = Historias()
        for proceso in self.procesos.values():
            proceso.tanda()

    def aplicar(self, lote: Lote) -> list[str]:
        """Suma un lote y devuelve las claves de las historias que han cambiado."""
        if not self.leidos:
            self.recortado, self.primero = lote.offset > 0, lote.offset
        self.leidos, self.ultimo = self.leidos + 1, lote.offset
        if lote.modo != self.modo.nombre:
            return []
        proceso = self._proceso(lote)
        if lote.numero <= proceso.numero:
            return []
        # Si ya trae hechos no la abre: otros de las mismas tareas han podido leerse antes, y se
        # perderían
        abre = lote.numero == 1 and not lote.totales and proceso.nombre == PRODUCTOR
        if abre and not self.pendiente(lote.instante):
            self._empezar(lote.offset)
            self._avisar("tanda", lote.instante)
        self.desde = self.desde or lote.instante
        nuevos = self._sumar(proceso, lote)
        for hecho in lote.hechos:
            self.vistos[hecho.verbo] += 1
            self._aplicar_hecho(proceso, lote, hecho)
        if nuevos.total() > len(lote.hechos):  # faltan detalles: quizá el final de su tarea
            proceso.soltar()
        # Suscribirse no es trabajo: lo que no estaba en la cola sigue sin estar
        sigue = self._quieto and not nuevos.keys() - {Verbo.LISTA}
        self._quieto = sigue or (not nuevos and self._libre(proceso, lote))
        proceso.numero, proceso.visto, proceso.fin = lote.numero, lote.instante, lote.fin
        proceso.orden, proceso.relevado = self.leidos, False
        return [clave for hecho in lote.hechos for clave in self._claves(hecho)]

    def historia(self, clave: str) -> Historia | None:
        """Devuelve la historia de una tarea, o la de una copia; None si no se recuerda."""
        return self.historias.buscar(clave)

    def cola_de(self, historia: Historia) -> str:
        """Devuelve en qué cola espera; vacío si espera en la de cada worker, o en ninguna."""
        return historia.copia or next(iter(self.modo.colas_para(historia.tipo)), "")

    def pendiente(self, ahora: float) -> bool:
        """Dice si queda algo de la tanda, según el diario: así coinciden todos los que miran."""
        activos = [p for p in self.procesos.values() if p.activo(ahora)]
        # El que la abriría no cuenta: su primer lote aún no está apuntado
        if any(p.numero and p.nombre == PRODUCTOR for p in activos):
            return True
        alguien = any((p.copias or p.en_mano) and not p.relevado for p in activos)
        if self.copias:
            return alguien
        # Lo que tenía un muerto lo acaba otro, y está entre lo que queda
        return self.quedan() > 0 and (alguien or not self._quieto)

    @property
    def encargos(self) -> int:
        """Suma las tareas enviadas y una más por cada cola de más a la que fueron."""
        return self.sumas[Verbo.ENVIADA] + self.copias_de_mas

    @property
    def completo(self) -> bool:
        """Dice si están todos los detalles: solo entonces se sabe si falta una tarea."""
        return self.vistos == self.sumas and not (self.historias.olvidadas or self.recortado)

    @property
    def completadas(self) -> int:
        """Cuenta las tareas completadas, cada una una vez; en pub_sub cuenta copias."""
        return self.sumas[Verbo.COMPLETADA] - self.de_mas

    @property
    def repetidas(self) -> int:
        """Cuenta las veces de más: ya estaba completada, o se hizo sin que el broker lo supiera."""
        return self.de_mas + self.sumas[Verbo.SIN_ACK]

    def _proceso(self, lote: Lote) -> Proceso:
        """Devuelve el proceso que escribió un lote; si es nuevo, releva a los de su nombre."""
        if lote.proceso not in self.procesos:
            for otro in self.procesos.values():
                otro.relevado |= otro.nombre == lote.nombre
            self.procesos[lote.proceso] = Proceso(lote.nombre)
            if len(self.procesos) > PROCESOS:  # sus sumas ya están en las del libro
                parados = (p for p, datos in self.procesos.items() if datos.fin)
                del self.procesos[next(parados, next(iter(self.procesos)))]
        return self.procesos[lote.proceso]

    def _sumar(self, proceso: Proceso, lote: Lote) -> Counter[Verbo]:
        """Suma lo nuevo que hay en los totales de un lote, y lo devuelve."""
        if not proceso.numero and lote.numero > 1:  # lo anterior es de otra tanda, o ya se sumó
            proceso.totales = Counter(lote.totales) - Counter(h.verbo for h in lote.hechos)
        nuevos = Counter(lote.totales) - proceso.totales
        self.sumas += nuevos
        proceso.hechas += nuevos
        proceso.totales |= lote.totales
        return nuevos

    def _libre(self, proceso: Proceso, lote: Lote) -> bool:
        """Dice si un worker que no trae nada nuevo está libre, y no queda ninguna tarea en su cola.

        Repite sus totales porque lleva un minuto libre. Si hay varias colas, no se sabe cuáles son
        las suyas.
        """
        una = len(self.modo.colas) <= 1
        return una and proceso.suscrito is not None and not proceso.en_mano and not lote.fin

    def _claves(self, hecho: Hecho) -> list[str]:
        """Devuelve de qué historias es un hecho: un envío a varias colas abre una por cola."""
        if hecho.verbo is Verbo.LISTA:
            return []
        colas = self.modo.colas_para(hecho.tipo) if hecho.verbo is Verbo.ENVIADA else []
        return [clave_de(hecho.id, cola) for cola in colas] if len(colas) > 1 else [hecho.clave]

    def _aplicar_hecho(self, proceso: Proceso, lote: Lote, hecho: Hecho) -> None:
        """Anota un hecho en las historias a las que pertenece, y avisa si merece decirse."""
        if hecho.verbo is Verbo.LISTA:
            return self._lista(proceso, hecho)
        if hecho.verbo in SE_AVISAN:
            quien = {"quien": proceso.nombre, "motivo": hecho.motivo, "intento": hecho.intento}
            self._avisar(hecho.verbo, hecho.instante, tarea=hecho.clave, **quien)
        claves = self._claves(hecho)
        self.copias_de_mas += len(claves) - 1
        for clave in claves:
            self._anotar_en_historia(proceso, lote, hecho, clave)
        return None

    def _anotar_en_historia(self, proceso: Proceso, lote: Lote, hecho: Hecho, clave: str) -> None:
        """Anota un hecho en una historia, y avisa si la tarea pasó de un proceso a otro."""
        if hecho.verbo is Verbo.REINTENTADA and not self.historia(clave):
            return  # es de otra tanda, o no era una tarea
        historia = self.historias.sacar(clave, hecho)
        antes = len(self.cambios(historia))
        match hecho.verbo:
            case Verbo.ENVIADA:
                self._enviada(historia, lote, hecho)
            case Verbo.DEVUELTA:
                historia.devuelta = True
            case Verbo.REINTENTADA:
                historia.vida += 1
            case Verbo.RECIBIDA:
                proceso.soltar()
                proceso.en_mano = historia.dar_turno(lote.proceso, hecho)
                del historia.turnos[: -self.de_cada_una]
                self._avisar_espera(historia, proceso.en_mano)
            case _:
                self._acabar(proceso, lote, historia, hecho)
        proceso.copias.pop(clave, None)
        cambios = self.cambios(historia)
        self.reentregas += len(cambios) - antes
        if len(cambios) > antes:
            de, a = cambios[-1]
            datos = {"de": nombre_de(de.proceso), "a": nombre_de(a.proceso), "intento": a.intento}
            self._avisar("reentrega", hecho.instante, tarea=clave, **datos)
        self.historias.guardar(historia)

    def _lista(self, proceso: Proceso, hecho: Hecho) -> None:
        """Anota una suscripción, y avisa si es la primera de un worker de ese nombre."""
        del_mismo_nombre = sum(p.nombre == proceso.nombre for p in self.procesos.values())
        if proceso.suscrito is None and del_mismo_nombre == 1:
            self._avisar("entra", hecho.instante, quien=proceso.nombre)
        proceso.suscribirse(self.productores())

    def _enviada(self, historia: Historia, lote: Lote, hecho: Hecho) -> None:
        historia.enviada = hecho.instante
        for turno in historia.turnos:
            self._avisar_espera(historia, turno)
        self.encolada(historia, lote)

    def _avisar_espera(self, historia: Historia, turno: Turno) -> None:
        if turno.vida == 1 and (segundos := historia.espero(turno)) is not None:
            self._avisar("espera", turno.desde, segundos=segundos)

    def _acabar(self, proceso: Proceso, lote: Lote, historia: Historia, hecho: Hecho) -> None:
        """Anota cómo acabó un turno, y avisa si esa tarea ya estaba hecha."""
        repetida = self.repetida(historia, lote.proceso)
        otra_vez = hecho.verbo is Verbo.COMPLETADA and repetida
        if otra_vez or hecho.verbo is Verbo.SIN_ACK:
            self.de_mas += otra_vez
            clase = "repetida" if otra_vez else hecho.verbo
            self._avisar(clase, hecho.instante, tarea=hecho.clave, quien=proceso.nombre)
        historia.acabar(lote.proceso, hecho)
        if hecho.segundos is not None:
            self._avisar("trabajo", hecho.instante, segundos=hecho.segundos)
        if proceso.en_mano and proceso.en_mano.tarea == hecho.clave:
            proceso.en_mano = None

    @abstractmethod
    def quedan(self) -> int:
        """Cuenta lo que, según el diario, queda en el broker."""

    @abstractmethod
    def productores(self) -> dict[str, int]:
        """Devuelve los productores de los que recibirá copias quien se suscribe ahora.

        De cada uno da, por su proceso, el número del último lote que escribió.
        """

    @abstractmethod
    def encolada(self, historia: Historia, lote: Lote) -> None:
        """Anota que la tarea se envió, y que espera en alguna cola."""

    @abstractmethod
    def repetida(self, historia: Historia, proceso: str) -> bool:
        """Dice si lo que ese proceso acaba de completar ya estaba completado."""

    @abstractmethod
    def cambios(self, historia: Historia) -> list[tuple[Turno, Turno]]:
        """Devuelve los pares de turnos en que pasó de un proceso a otro sin que fallara."""
