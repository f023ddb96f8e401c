"""Un modo: un patrón de mensajería, entero. Lo que en un servicio depende del modo lo dice él.

Los hay de dos clases: `DeTrabajo` (de_trabajo.py), en que las tareas esperan en colas duraderas, y
`DeCopias` (de_copias.py), en que cada worker recibe la suya y nadie la guarda. Un modo es un objeto
de una de ellas: un archivo de comun/modos/, con sus nombres y poco más.
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

FALLIDAS = "tareas_fallidas"  # adonde va lo que no tiene arreglo: rabbitmq/definiciones.json
Canal = BlockingChannel | Channel


class Entrega(Protocol):
    """Lo que un worker tiene en la mano, y cómo se responde de ello: worker/entregas.py."""

    def ack(self) -> None:
        """El broker la da por hecha."""

    def rechazar(self, *, vuelve: bool) -> None:
        """El broker la pone otra vez en su cola, y cuenta un intento; o la da por imposible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modo(ABC):
    """Cómo se llama, qué declara, y qué responde a lo que le pregunta cada servicio.

    Con `tipos`, cada tarea lleva uno, que es su routing key, y un worker puede atender algunos.
    """

    nombre: str  # el de su archivo y el valor de MODO
    exchange: str = ""  # vacío = el exchange por defecto, que lleva a la cola de ese nombre
    exchange_type: str = "direct"
    tipos: tuple[str, ...] = ()  # los que el productor envía, si no se eligen con TIPOS
    colas: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)  # → binding keys
    intentos: ClassVar[int] = 1  # entregas antes de darla por imposible; 1 = no se repite
    persistencia: ClassVar[DeliveryMode] = DeliveryMode.Persistent

    @property
    def claves(self) -> tuple[str, ...]:
        """Entre qué elige un worker con ATIENDE; vacío = no hay qué elegir."""
        enlazadas = tuple(clave for claves in self.colas.values() for clave in claves)
        return (enlazadas or self.tipos) if self.tipos else ()

    def conoce(self, tipo: str) -> bool:
        """Si alguien puede recibir ese tipo."""
        return tipo in self.tipos

    def van_a(self, tipo: str | None) -> list[str]:  # noqa: ARG002
        """Las colas duraderas a las que llega una tarea de ese tipo."""
        return []

    def copia(self, tipo: str | None, cola: str) -> str:
        """El nombre de la cola, si la tarea va también a otras; vacío si no hay más que una."""
        return cola if len(self.van_a(tipo)) > 1 else ""

    @abstractmethod
    def destino(self, atiende: Sequence[str] = ()) -> str:
        """Dónde escucha un worker, para decirlo: `cola x` o `exchange x`."""

    @abstractmethod
    def declarar(self, channel: Canal) -> None:
        """Crea lo que aún no exista. Lo llama quien publica y quien consume: da igual el orden."""

    @abstractmethod
    def suscribir(self, channel: BlockingChannel, atiende: Sequence[str] = ()) -> list[str]:
        """Declara y deja todo listo para consumir; devuelve los nombres de las colas.

        Desde aquí ya no se pierde nada de lo que se publique, aunque se consuma más tarde.
        """

    @abstractmethod
    def despedirse(self, channel: BlockingChannel, colas: Sequence[str]) -> int:
        """Quita lo que muere con el worker; devuelve cuántas tareas se pierden con ello."""

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
            mandatory=True,  # sin él, lo que nadie recibe se confirma y se pierde
        )

    def routing_key(self, tarea: Tarea) -> str:
        """La de una tarea: su tipo."""
        return tarea.tipo or ""

    @abstractmethod
    def se_repite(self, tarea: Tarea, *, devuelta: bool) -> bool:
        """Si se publica otra vez la que el broker devolvió o, sin `devuelta`, la que no confirmó.

        Si no, la devuelta no la quiere nadie, y la no confirmada quizá llegó a alguien.
        """

    @abstractmethod
    def nadie(self, tarea: Tarea) -> str:
        """Por qué no la quiere nadie."""

    def leer(self, cuerpo: bytes) -> Tarea:
        """La tarea de un mensaje.

        Raises:
            TareaInvalida: no es una tarea, o no lo es de este modo.
        """
        return self.comprobar(Tarea.de_json(cuerpo, con_tipo=bool(self.tipos)))

    def comprobar(self, tarea: Tarea) -> Tarea:
        """La misma, si es de este modo.

        Raises:
            TareaInvalida: no lo es.
        """
        if self.tipos and tarea.tipo is None:
            msg = f"le falta el tipo (en {self.nombre}, por ejemplo, «{self.tipos[0]}»)"
            raise TareaInvalida(msg)
        return tarea

    @abstractmethod
    def al_recibir(self, entrega: Entrega) -> None:
        """Lo que se responde al broker antes de trabajar."""

    @abstractmethod
    def al_acabar(self, entrega: Entrega, *, bien: bool) -> None:
        """Lo que se le responde después."""

    @abstractmethod
    def final(self, intento: int, *, bien: bool, corte: str) -> tuple[Verbo, str]:
        """Cómo acabó un intento y, si hay más que decir, qué pasa con la tarea.

        `corte` dice por qué no se pudo responder al broker, si no se pudo.
        """

    @abstractmethod
    def descartar(self, entrega: Entrega) -> str:
        """Rechaza lo que no es una tarea y dice qué pasa con ello."""
