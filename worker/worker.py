"""El worker recibe una tarea, hace el trabajo y responde al broker.

Solo el hilo principal usa la conexión: el trabajo va en otro hilo y, mientras dura, el principal la
atiende cada 50 ms. Así el trabajo puede bloquear lo que quiera sin que se pierda la conexión.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from pika.exceptions import AMQPError, ChannelClosedByBroker, ConsumerCancelled

from comun.campos import TareaInvalida
from comun.servicio.arranque import Servicio
from comun.servicio.conexion import abierta, avisando, mantener
from comun.servicio.diario import Diario
from comun.servicio.parada import MIRA_SI_PARAR
from comun.verbo import Verbo
from worker.entregas import Entrega, Entregas
from worker.respuestas import Respuestas
from worker.salud import listo, quitar
from worker.trabajo import hacer

MARGEN = 0.5  # s: el plazo del broker corre desde que envía la tarea, antes de que llegue
TRABAJANDO = 0.05  # s entre dos miradas a la conexión, mientras se trabaja


class Worker:
    """Un `Worker` recibe por una conexión tras otra; si una se pierde, la tarea en mano sigue."""

    def __init__(self, servicio: Servicio, diario: Diario, hilo: ThreadPoolExecutor) -> None:
        self.servicio, self.ajustes, self.log = servicio, servicio.ajustes, servicio.log
        self.modo, self.parada = servicio.ajustes.modo, servicio.parada
        self.respuestas = Respuestas(self.modo, diario)
        self.diario, self.hilo = diario, hilo
        self.en_mano: Future[Any] = Future()  # lo que hace el hilo, o lo último que hizo
        self.en_mano.set_result(None)
        self.avisado = False  # si ya dijo que antes de parar termina la tarea

    def sesion(self, servidor: str) -> None:
        """Trabaja hasta que se pida parar; lanza NoSeAbre o AMQPError si no hay conexión."""
        with abierta(self.servicio, servidor) as conexion:
            with self.parada.interrumpible(), avisando(self.log):
                channel = conexion.channel()
                colas = self.modo.suscribir(channel, self.ajustes.atiende)
            # Antes acaba la tarea de la conexión anterior: si no, recibiría otra sin poder hacerla
            self.esperar_al_trabajo(lambda: conexion.process_data_events(0))
            if not self.parada.pedida:
                entregas = Entregas(channel, colas, self.log.name)
                # Se corta con plazo, porque si ya ha llegado una tarea, esa pierde un intento
                with self.parada.interrumpible(al_momento=False), avisando(self.log):
                    entregas.suscribir()
                self._recibir(entregas)
            with self.parada.interrumpible():
                if quedan := self.modo.despedirse(channel, colas):
                    self.log.warning("quedan %d copias sin hacer: se pierden", quedan)

    def _recibir(self, entregas: Entregas) -> None:
        """Hace una tarea tras otra, hasta que se pida parar."""
        self.diario.apuntar(Verbo.LISTA, "")
        donde = self.modo.destino(self.ajustes.atiende)
        self.log.info("listo · modo %s · %s", self.modo.nombre, donde)
        with listo(self.log):
            while not self.parada.pedida:
                if entregas.esperar(MIRA_SI_PARAR) and not self.parada.pedida:
                    self._hacer(entregas, entregas.siguiente())
        with self.parada.interrumpible():
            entregas.cancelar()

    def _hacer(self, entregas: Entregas, entrega: Entrega) -> None:
        """Lleva una tarea desde la entrega hasta la respuesta."""
        plazo = self.ajustes.plazo_ack
        if entrega.vencida(plazo):  # venció mientras se hacía la de otra cola
            entregas.atender()  # si el broker ya se la dio a otro, falla aquí, sin hacerla
        try:
            tarea = self.modo.leer(entrega.cuerpo)
        except TareaInvalida as error:
            return self.respuestas.descartada(entrega, str(error))
        self.respuestas.recibida(entrega, tarea)
        self.en_mano = trabajo = self.hilo.submit(hacer, self.ajustes, tarea, entrega.intento)
        try:
            self.esperar_al_trabajo(entregas.atender)
            hecho = trabajo.result()
            if self.parada.pedida:  # antes de responder: si no, el broker entregaría otra más
                with self.parada.interrumpible():
                    entregas.cancelar()
            elif entrega.vencida(plazo):
                entregas.atender()  # el broker la habrá dado a otro: se lee antes de responder
            self.respuestas.responder(entrega, hecho[1])
        except (AMQPError, SystemExit) as error:
            # Se perdió la entrega, no la tarea: sigue, y el mismo hilo dice cómo acabó
            corte = self._corte(error, entrega)
            self.en_mano = self.hilo.submit(
                lambda: self.respuestas.registrar(entrega, tarea, trabajo.result(), corte)
            )
            raise
        return self.respuestas.registrar(entrega, tarea, hecho)

    def esperar_al_trabajo(self, mientras: Callable[[], object] = lambda: None) -> None:
        """Espera a la tarea en mano y cada 50 ms llama a `mientras`; falla si `mientras` falla."""
        while True:
            try:
                self.en_mano.result(TRABAJANDO)
            except TimeoutError:
                mientras()
            else:
                return
            if self.parada.pedida and not self.avisado:
                self.avisado = True
                self.log.info("se pide parar: antes termina la tarea en mano")

    def _corte(self, error: BaseException, entrega: Entrega) -> str:
        """Devuelve por qué se perdió una entrega."""
        plazo = self.ajustes.plazo_ack
        if isinstance(error, ConsumerCancelled | ChannelClosedByBroker):
            if entrega.vencida(plazo - MARGEN):
                return f"pasó PLAZO_ACK ({plazo} s) y el broker la devolvió a la cola: súbelo"
            return "el broker canceló el consumo: puede repetirse"
        if isinstance(error, SystemExit):
            return "el broker no responde: la entregará de nuevo"
        return "se perdió la conexión, el broker la entregará de nuevo"


def main(servicio: Servicio) -> None:
    """Trabaja hasta que se pida parar; antes termina la tarea en mano, aunque no haya broker."""
    quitar()
    with Diario(servicio) as diario, ThreadPoolExecutor(1, "trabajo") as hilo:
        worker = Worker(servicio, diario, hilo)
        mantener(servicio, worker.sesion)
        worker.esperar_al_trabajo()
    servicio.log.info("parado, sin tareas en mano")
