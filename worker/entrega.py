"""Una entrega: el mensaje tal como llegó y las tres respuestas que un worker puede darle."""

from dataclasses import dataclass

from pika import BasicProperties, spec
from pika.adapters.blocking_connection import BlockingChannel

from comun.bitacora import visible
from comun.evento import Que
from comun.eventos import Eventos
from comun.modo import FALLIDAS, Modo
from comun.tarea import Tarea


@dataclass(frozen=True, slots=True)
class Entrega:
    """Se responde por el canal que la trajo: en otro, su delivery_tag no vale."""

    channel: BlockingChannel
    metodo: spec.Basic.Deliver
    propiedades: BasicProperties
    cuerpo: bytes

    @property
    def intento(self) -> int:
        """1 la primera vez; cada reject y cada worker muerto suman uno.

        La cabecera solo la pone el broker al entregar de nuevo; en una primera entrega, sería de
        quien publicó y no cuenta.
        """
        veces = (self.propiedades.headers or {}).get("x-delivery-count")
        return veces + 1 if self.metodo.redelivered and isinstance(veces, int) else 1

    @property
    def tag(self) -> int:
        """Con qué la nombra el broker en este canal."""
        return self.metodo.delivery_tag or 0

    def completada(self, modo: Modo, eventos: Eventos, tarea: Tarea, segundos: float) -> None:
        """El trabajo está hecho: ack, y la tarea deja de existir para el broker."""
        if not modo.auto_ack:
            self.channel.basic_ack(self.tag)
        eventos.contar(Que.COMPLETADA, tarea.id, f"{segundos:.1f} s", segundos=segundos)

    def fallida(self, modo: Modo, eventos: Eventos, tarea: Tarea, error: BaseException) -> None:
        """El trabajo salió mal: la tarea vuelve a la cola, o ya no, si era el último intento."""
        motivo = porque(error)
        if modo.auto_ack:
            return eventos.contar(Que.FALLIDA, tarea.id, f"{motivo} · no se repite", motivo=motivo)
        # reject y no nack: en RabbitMQ 4.3 solo reject cuenta como intento (delivery-limit)
        self.channel.basic_reject(self.tag, requeue=True)
        ultimo = self.intento >= modo.intentos
        que, fin = (
            (Que.DESCARTADA, f"pasa a {FALLIDAS}") if ultimo else (Que.FALLIDA, "vuelve a la cola")
        )
        detalle = f"{motivo} · intento {self.intento} de {modo.intentos}, {fin}"
        return eventos.contar(que, tarea.id, detalle, motivo=motivo, intento=self.intento)

    def descartada(self, modo: Modo, eventos: Eventos, motivo: str) -> None:
        """No es una tarea: no se reintenta; se guarda entera en tareas_fallidas para mirarla."""
        if not modo.auto_ack:
            self.channel.basic_reject(self.tag, requeue=False)
        fin = "no se guarda" if modo.auto_ack else f"pasa a {FALLIDAS}"
        nombre = self.propiedades.message_id or ""
        eventos.contar(Que.DESCARTADA, nombre, f"{motivo} · {fin}", motivo=motivo)


def porque(error: BaseException) -> str:
    """Por qué salió mal el trabajo; su error es de quien lo escribió, y puede no saber decirse."""
    try:
        return visible(str(error) or repr(error))
    except Exception:  # noqa: BLE001 # un fallo al contarlo no puede tumbar al worker
        return type(error).__name__
