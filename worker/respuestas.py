"""Este módulo dice cómo acaba una tarea: al broker, en el registro y en el diario."""

from dataclasses import dataclass

from comun.familias.modo import Modo
from comun.servicio.diario import Diario
from comun.tarea import Tarea
from comun.texto import porque
from comun.verbo import Verbo
from worker.entregas import Entrega
from worker.trabajo import Resultado


@dataclass(frozen=True, slots=True)
class Respuestas:
    """Unas `Respuestas` aplican lo que el modo decide sobre cada entrega, y lo dicen."""

    modo: Modo
    diario: Diario

    def descartada(self, entrega: Entrega, motivo: str) -> None:
        """Descarta un mensaje que no es una tarea: no se reintenta."""
        fin = self.modo.descartar(entrega)
        nombre = entrega.propiedades.message_id or ""
        self.diario.registrar(
            Verbo.DESCARTADA, nombre, f"{motivo} · {fin}", motivo=motivo, intento=entrega.intento
        )

    def recibida(self, entrega: Entrega, tarea: Tarea) -> None:
        """Dice, también al broker si el modo lo pide, que la tarea va a empezar."""
        self.modo.al_recibir(entrega)
        detalle = f"{tarea.en_breve} · intento {entrega.intento}"
        self._registrar(Verbo.RECIBIDA, entrega, tarea, detalle, **tarea.senas)

    def responder(self, entrega: Entrega, fallo: BaseException | None) -> None:
        """Dice al broker cómo acabó el trabajo, si aún espera una respuesta."""
        self.modo.al_acabar(entrega, bien=not fallo)

    def registrar(self, entrega: Entrega, tarea: Tarea, hecho: Resultado, corte: str = "") -> None:
        """Dice cómo acabó, en el registro y el diario; `corte` es por qué no se pudo responder.

        `completada` quiere decir que el ack salió: AMQP no confirma un ack, y si la conexión se
        pierde en ese momento, la tarea se repite.
        """
        segundos, fallo = hecho
        verbo, fin = self.modo.final(entrega.intento, bien=not fallo, corte=corte)
        empieza = porque(fallo) if fallo else f"{segundos:.1f} s"
        datos = {"motivo": porque(fallo)} if fallo else {"segundos": segundos, "motivo": fin}
        detalle = f"{empieza} · {fin}" if fin else empieza
        self._registrar(verbo, entrega, tarea, detalle, **datos)

    def _registrar(
        self, verbo: Verbo, entrega: Entrega, tarea: Tarea, detalle: str, **datos: object
    ) -> None:
        """Registra con el intento y, si la tarea fue a varias colas, con la cola de esta copia."""
        if copia := self.modo.copia(tarea.tipo, entrega.cola):
            detalle, datos = f"{detalle} · de {copia}", {**datos, "copia": copia}
        self.diario.registrar(verbo, tarea.id, detalle, **datos, intento=entrega.intento)
