"""Las respuestas a una entrega: cómo acaba una tarea para el broker y para quien escucha."""

from dataclasses import dataclass

from comun.bitacora import visible
from comun.diario import Diario
from comun.evento import Que
from comun.modo import FALLIDAS, Modo
from comun.tarea import Tarea
from worker.entregas import Entrega
from worker.trabajo import Resultado


@dataclass(frozen=True, slots=True)
class Respuestas:
    """Responde al broker y lo registra; si el ack ya se dio al recibirla, solo lo registra.

    Un `corte` dice por qué ya no se puede responder: se perdió la entrega, y el broker no sabrá que
    la tarea se hizo.
    """

    modo: Modo
    diario: Diario

    def descartada(self, entrega: Entrega, motivo: str) -> None:
        """No es una tarea: no se reintenta; se guarda entera en tareas_fallidas para mirarla."""
        entrega.rechazar(vuelve=False)
        fin = "no se guarda" if self.modo.copias else f"pasa a {FALLIDAS}"
        nombre = entrega.propiedades.message_id or ""
        self.diario.registrar(
            Que.DESCARTADA, nombre, f"{motivo} · {fin}", motivo=motivo, intento=entrega.intento
        )

    def responder(self, entrega: Entrega, fallo: BaseException | None) -> None:
        """Dice al broker cómo acabó el trabajo, si aún espera una respuesta."""
        if self.modo.ack_al_recibir:
            return
        if fallo:
            entrega.rechazar(vuelve=True)
        else:
            entrega.ack()

    def registrar(self, entrega: Entrega, tarea: Tarea, hecho: Resultado, corte: str = "") -> None:
        """Lo dice a quien lee y a quien escucha.

        `completada` quiere decir que el ack salió: AMQP no lo confirma, y si la conexión se pierde
        en ese momento, la tarea se repite.
        """
        corte = "" if self.modo.ack_al_recibir else corte
        segundos, fallo = hecho
        if fallo:
            return self._fallida(entrega.intento, tarea, porque(fallo), corte)
        que, detalle = Que.COMPLETADA, f"{segundos:.1f} s"
        if corte:
            que, detalle = Que.SIN_ACK, f"{detalle} · {corte}"
        datos = {"segundos": segundos, "motivo": corte, "intento": entrega.intento}
        return self.diario.registrar(que, tarea.id, detalle, **datos)

    def _fallida(self, intento: int, tarea: Tarea, motivo: str, corte: str) -> None:
        que, intentos = Que.FALLIDA, self.modo.intentos
        if self.modo.ack_al_recibir:
            fin = "no se repite"
        elif corte:
            fin = corte
        elif intento < intentos:
            fin = f"intento {intento} de {intentos}, vuelve a la cola"
        else:
            que, fin = Que.DESCARTADA, f"intento {intento} de {intentos}, pasa a {FALLIDAS}"
        self.diario.registrar(que, tarea.id, f"{motivo} · {fin}", motivo=motivo, intento=intento)


def porque(error: BaseException) -> str:
    """Por qué salió mal el trabajo; el `str()` de una excepción ajena también puede fallar."""
    try:
        return visible(str(error) or repr(error))
    except Exception:  # noqa: BLE001 # un fallo al decirlo no puede acabar con el worker
        return type(error).__name__
