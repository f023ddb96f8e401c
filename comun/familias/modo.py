"""Un modo es un patrón de mensajería entero, y decide todo lo que en un servicio depende de él.

Hay dos familias de modos, y cada una es una clase: en `DeTrabajo` (de_trabajo.py) las tareas
esperan en colas duraderas; en `DeCopias` (de_copias.py) cada worker recibe su copia y nadie la
guarda. Un modo es un objeto de una de las dos; está en un archivo de comun/modos/, con sus nombres
y poco más.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from pika import BasicProperties, DeliveryMode
from pika.adapters.blocking_connection import BlockingChannel
from pika.channel import Channel

from comun.campos import TareaInvalida
from comun.tarea import Tarea
from comun.verbo import Verbo

FALLIDAS = "tareas_fallidas"  # la cola de lo que no tiene arreglo: rabbitmq/definiciones.json
Canal = BlockingChannel | Channel


class Entrega(Protocol):
    """Una `Entrega` es un mensaje que un worker tiene y debe responder: worker/entregas.py."""

    def ack(self) -> None:
        """Pide al broker que dé la tarea por hecha."""

    def rechazar(self, *, vuelve: bool) -> None:
        """Pide al broker que devuelva la tarea a su cola y sume un intento, o que la descarte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modo(ABC):
    """Un `Modo` dice cómo se llama, qué declara y qué responde a lo que le pregunta cada servicio.

    Si tiene `tipos`, cada tarea lleva uno, su routing key, y un worker puede atender solo algunos.
    """

    nombre: str  # el de su archivo, y el valor de MODO
    exchange: str = ""  # vacío = el exchange por defecto: la routing key es el nombre de la cola
    exchange_type: str = "direct"
    tipos: tuple[str, ...] = ()  # los que envía el productor, si no se eligen con TIPOS
    # Nombre de cada cola duradera → sus binding keys
    colas: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    intentos: ClassVar[int] = 1  # entregas antes de descartar una tarea; 1 = no se repite
    persistencia: ClassVar[DeliveryMode] = DeliveryMode.Persistent

    @property
    def claves(self) -> tuple[str, ...]:
        """Devuelve las claves que se pueden elegir con ATIENDE; vacío = no hay qué elegir."""
        enlazadas = tuple(clave for claves in self.colas.values() for clave in claves)
        return (enlazadas or self.tipos) if self.tipos else ()

    def conoce(self, tipo: str) -> bool:
        """Dice si alguien puede recibir ese tipo."""
        return tipo in self.tipos

    def colas_para(self, tipo: str | None) -> list[str]:  # noqa: ARG002
        """Devuelve las colas duraderas a las que llega una tarea de ese tipo."""
        return []

    def copia(self, tipo: str | None, cola: str) -> str:
        """Devuelve el nombre de la cola, si la tarea va también a otras; si no, vacío."""
        return cola if len(self.colas_para(tipo)) > 1 else ""

    @abstractmethod
    def destino(self, atiende: Sequence[str] = ()) -> str:
        """Devuelve dónde escucha un worker, para el registro: `cola x` o `exchange x`."""

    @abstractmethod
    def declarar(self, channel: Canal) -> None:
        """Crea lo que aún no exista. Declaran quien publica y quien consume, en cualquier orden."""

    @abstractmethod
    def suscribir(self, channel: BlockingChannel, atiende: Sequence[str] = ()) -> list[str]:
        """Declara y deja todo listo para consumir; devuelve los nombres de las colas.

        Desde que vuelve, no se pierde nada de lo que se publique, aunque se consuma más tarde.
        """

    @abstractmethod
    def despedirse(self, channel: BlockingChannel, colas: Sequence[str]) -> int:
        """Quita lo que muere con el worker y devuelve cuántas tareas se pierden con ello."""

    def publicar(self, channel: Canal, tarea: Tarea) -> None:
        """Publica una tarea; el broker la confirma, o la devuelve si nadie la recibe."""
        channel.basic_publish(
            exchange=self.exchange,
            routing_key=self.routing_key(tarea),
            body=tarea.a_json(),
            properties=BasicProperties(  # type: ignore[no-untyped-call] # pika no lo tipa
                content_type="application/json",
                message_id=tarea.message_id,
                delivery_mode=self.persistencia,
            ),
            mandatory=True,  # sin mandatory, lo que nadie recibe se confirma y se pierde
        )

    def routing_key(self, tarea: Tarea) -> str:
        """Devuelve la routing key de una tarea: su tipo."""
        return tarea.tipo or ""

    @abstractmethod
    def se_repite(self, tarea: Tarea, *, devuelta: bool) -> bool:
        """Dice si se repite la tarea que el broker devolvió o, sin `devuelta`, la que no confirmó.

        Si no se repite, nadie quiere la devuelta, y la no confirmada quizá llegó a alguien.
        """

    @abstractmethod
    def por_que_vuelve(self, tarea: Tarea) -> str:
        """Devuelve por qué vuelve al productor una tarea que nadie recibiría."""

    def leer(self, cuerpo: bytes) -> Tarea:
        """Devuelve la tarea de un mensaje.

        Raises:
            TareaInvalida: no es una tarea, o no lo es de este modo.
        """
        return self.comprobar(Tarea.de_json(cuerpo, con_tipo=bool(self.tipos)))

    def comprobar(self, tarea: Tarea) -> Tarea:
        """Devuelve la misma tarea, si es de este modo.

        Raises:
            TareaInvalida: no es de este modo.
        """
        if self.tipos and tarea.tipo is None:
            msg = f"le falta el tipo (en {self.nombre}, por ejemplo, «{self.tipos[0]}»)"
            raise TareaInvalida(msg)
        return tarea

    @abstractmethod
    def al_recibir(self, entrega: Entrega) -> None:
        """Responde al broker antes del trabajo, si el modo lo pide."""

    @abstractmethod
    def al_acabar(self, entrega: Entrega, *, bien: bool) -> None:
        """Responde al broker después del trabajo, si el modo lo pide."""

    @abstractmethod
    def final(self, intento: int, *, bien: bool, corte: str) -> tuple[Verbo, str]:
        """Devuelve cómo acabó un intento y, si hay más que decir, qué pasa con la tarea.

        Si no se pudo responder al broker, `corte` dice por qué.
        """

    @abstractmethod
    def descartar(self, entrega: Entrega) -> str:
        """Rechaza lo que no es una tarea y dice qué pasa con ello."""
