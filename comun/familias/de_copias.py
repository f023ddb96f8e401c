"""En los modos de copias, cada worker recibe una copia de cada tarea, en una cola que muere con él.

El worker responde ack al recibirla, porque es su copia y no hay a quién devolverla. Lo que falla no
se repite: en una cola clásica volvería sin pausa y sin fin.
"""

from collections.abc import Sequence
from typing import ClassVar

from pika import DeliveryMode
from pika.adapters.blocking_connection import BlockingChannel

from comun.familias.modo import Canal, Entrega, Modo
from comun.tarea import Tarea
from comun.verbo import Verbo


class DeCopias(Modo):
    """Un modo `DeCopias` necesita `exchange`."""

    __slots__ = ()

    persistencia: ClassVar[DeliveryMode] = DeliveryMode.Transient  # no hay dónde guardar las copias

    def destino(self, atiende: Sequence[str] = ()) -> str:
        return f"exchange {self.exchange}"

    def declarar(self, channel: Canal) -> None:
        channel.exchange_declare(self.exchange, self.exchange_type)

    def suscribir(self, channel: BlockingChannel, atiende: Sequence[str] = ()) -> list[str]:
        self.declarar(channel)
        channel.basic_qos(prefetch_count=1)
        cola: str = channel.queue_declare("", exclusive=True).method.queue
        for clave in atiende or self.claves or [""]:
            channel.queue_bind(cola, self.exchange, clave)
        return [cola]

    def despedirse(self, channel: BlockingChannel, colas: Sequence[str]) -> int:
        # La cola se borra porque preguntar cuántas quedan no sirve: el broker contesta antes de
        # poner en ella las copias devueltas
        return sum(channel.queue_delete(cola).method.message_count for cola in colas)

    def se_repite(self, tarea: Tarea, *, devuelta: bool) -> bool:
        return False  # la recibirían otra vez los que ya la tienen

    def por_que_vuelve(self, tarea: Tarea) -> str:
        return "0 suscriptores"

    def al_recibir(self, entrega: Entrega) -> None:
        entrega.ack()

    def al_acabar(self, entrega: Entrega, *, bien: bool) -> None:
        """No responde: el ack ya salió al recibir la entrega."""

    def final(self, intento: int, *, bien: bool, corte: str) -> tuple[Verbo, str]:
        return (Verbo.COMPLETADA, "") if bien else (Verbo.FALLIDA, "no se repite")

    def descartar(self, entrega: Entrega) -> str:
        entrega.rechazar(vuelve=False)
        return "no se guarda"
