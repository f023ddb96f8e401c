"""En los modos de trabajo, las tareas esperan en colas duraderas y cada una la hace un worker.

El ack sale después del trabajo: si un worker muere, su tarea pasa a otro, y la que falla vuelve. El
reintento, su pausa y el límite los pone el broker a toda cola que se llame `tareas_…`
(rabbitmq/definiciones.json). Los permisos también van por nombre: los exchanges se llaman
`tareas_por_…`, y las colas no.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from pika.adapters.blocking_connection import BlockingChannel

from comun.familias.modo import FALLIDAS, Canal, Entrega, Modo
from comun.tarea import Tarea
from comun.texto import visible
from comun.verbo import Verbo

# Este exchange, de rabbitmq/definiciones.json, lleva a cada cola por su nombre; por él vuelve una
# tarea de tareas_fallidas a su cola
POR_COLA = "tareas_por_cola"
COMODIN = re.compile(r"(^|\.)[*#](\.|$)")  # un comodín se admite en una binding key, no en un tipo
# Los comodines de la binding key de un topic, como regex: AMQP 0-9-1, 3.1.3.3
EN_REGEX = {"*": r"\.[^.]*", "#": r"(\.[^.]*)*"}


class DeTrabajo(Modo):
    """Un modo `DeTrabajo` necesita `colas`.

    Si no se llega a ellas por su nombre, necesita también `exchange` y sus binding keys.
    """

    __slots__ = ()

    intentos: ClassVar[int] = 4  # delivery-limit 3 en la política: la primera entrega y tres más

    def destino(self, atiende: Sequence[str] = ()) -> str:
        colas = self._colas_que_atiende(atiende)
        return f"{'cola' if len(colas) == 1 else 'colas'} {', '.join(colas)}"

    def declarar(self, channel: Canal) -> None:
        if self.exchange:
            channel.exchange_declare(self.exchange, self.exchange_type, durable=True)
        for cola, claves in self.colas.items():
            # Que sea quorum lo dice el broker: default_queue_type, en rabbitmq/90-taller.conf
            channel.queue_declare(cola, durable=True)
            channel.queue_bind(cola, POR_COLA, cola)
            for clave in claves:
                channel.queue_bind(cola, self.exchange, clave)

    def suscribir(self, channel: BlockingChannel, atiende: Sequence[str] = ()) -> list[str]:
        self.declarar(channel)  # todas, también las colas que no atiende: alguien publica en ellas
        # Con 1, cada cola entrega de una en una, y la próxima es para quien esté libre. Un límite
        # común a todas las colas (global_qos) ya no lo admite RabbitMQ 4.3, que solo lo dice en su
        # registro. La tarea que espera su turno gasta su PLAZO_ACK: si vence, el broker la da a
        # otro worker; al parar, vuelve intacta
        channel.basic_qos(prefetch_count=1)
        return self._colas_que_atiende(atiende)

    def despedirse(self, channel: BlockingChannel, colas: Sequence[str]) -> int:
        return 0  # las colas se quedan con lo que tengan

    def _colas_que_atiende(self, atiende: Sequence[str]) -> list[str]:
        return [c for c, claves in self.colas.items() if not atiende or {*claves} & {*atiende}]

    def routing_key(self, tarea: Tarea) -> str:
        return (tarea.tipo or "") if self.exchange else next(iter(self.colas))

    def se_repite(self, tarea: Tarea, *, devuelta: bool) -> bool:
        # Si lo devuelto tiene cola, se repite: volvió porque esa cola está sin declarar
        return not devuelta or bool(self.colas_para(tarea.tipo))

    def por_que_vuelve(self, tarea: Tarea) -> str:
        return f"ninguna cola recibe el tipo «{visible(tarea.tipo)}»"

    def conoce(self, tipo: str) -> bool:
        return bool(self.colas_para(tipo)) and not (
            self.exchange_type == "topic" and COMODIN.search(tipo)
        )

    def colas_para(self, tipo: str | None) -> list[str]:
        if not self.tipos:
            return list(self.colas)
        suyas = self.colas.items()
        return [c for c, claves in suyas if any(self._encaja(k, tipo or "") for k in claves)]

    def _encaja(self, clave: str, tipo: str) -> bool:
        if self.exchange_type != "topic":
            return clave == tipo
        palabras = (EN_REGEX.get(una, re.escape(f".{una}")) for una in clave.split("."))
        # Un tipo vacío tiene 0 palabras, y por eso no lleva el punto
        return re.fullmatch("".join(palabras), tipo and f".{tipo}") is not None

    def al_recibir(self, entrega: Entrega) -> None:
        """No responde todavía: el ack sale después del trabajo."""

    def al_acabar(self, entrega: Entrega, *, bien: bool) -> None:
        # También la del último intento vuelve: es el broker quien cuenta, y la pasa a FALLIDAS
        if bien:
            entrega.ack()
        else:
            entrega.rechazar(vuelve=True)

    def final(self, intento: int, *, bien: bool, corte: str) -> tuple[Verbo, str]:
        if bien:
            return (Verbo.SIN_ACK, corte) if corte else (Verbo.COMPLETADA, "")
        if corte:
            return Verbo.FALLIDA, corte
        van = f"intento {intento} de {self.intentos}"
        if intento < self.intentos:
            return Verbo.FALLIDA, f"{van}, vuelve a la cola"
        return Verbo.DESCARTADA, f"{van}, pasa a {FALLIDAS}"

    def descartar(self, entrega: Entrega) -> str:
        entrega.rechazar(vuelve=False)
        return f"pasa a {FALLIDAS}"
