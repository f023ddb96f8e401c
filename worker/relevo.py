"""El relevo: quién usa la conexión. pika solo admite un hilo cada vez."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

from pika.adapters.blocking_connection import BlockingConnection

from comun.causas import PERDIDA
from comun.conexion import despertador

# s; cada cuánto se mira si hay una tarea larga. Bastaría mucho menos que un latido, pero si la
# conexión se corta, en pub_sub se pierde lo que hubiera llegado sin leer.
MIRADA = 0.05


class Relevo:
    """Un hilo recibe, trabaja y responde; si un trabajo dura, otro atiende por él la conexión.

    Así una tarea corta no paga el paso de un hilo a otro y una larga no pierde la conexión. El que
    atiende es el que llama a `correr`, que en el worker es el principal: oye las señales aunque el
    trabajo no suelte el suyo.
    """

    def __init__(self) -> None:
        self.en_mano = False  # hay un trabajo a medias
        self._turno = threading.Lock()  # quien lo tiene usa la conexión
        self._hilo = ThreadPoolExecutor(1, "trabajo")
        self._consumo: Future[None] | None = None

    def correr(self, conexion: BlockingConnection, consumir: Callable[[], None]) -> None:
        """Corre `consumir` en el hilo de trabajo y vuelve cuando acaba.

        Raises:
            Exception: lo que lance `consumir`, o un AMQPError si la conexión se pierde durante un
                trabajo; el hilo lo termina, y hay que esperarlo con la conexión siguiente.
        """
        self._consumo = self._hilo.submit(self._con_el_turno, consumir)
        self.esperar(conexion)
        self._consumo.result()

    def esperar(self, conexion: BlockingConnection) -> None:
        """Espera al hilo de trabajo, y atiende la conexión cuando él no puede."""
        self._conexion = conexion
        while self._consumo and not self._consumo.done():
            with suppress(TimeoutError):
                self._consumo.exception(MIRADA)
            if self.en_mano:
                with self._turno:
                    while self.en_mano:
                        conexion.process_data_events(None)
        self._revisar()

    @contextmanager
    def trabajo(self) -> Iterator[None]:
        """Lo que va dentro corre en el hilo de trabajo y no usa la conexión."""
        self.en_mano = True
        self._turno.release()
        try:
            yield
        finally:
            self.en_mano = False
            if not self._turno.acquire(blocking=False):  # la está atendiendo el otro hilo
                despertador(self._conexion)()  # si se ha perdido, ya la deja él
                self._turno.acquire()

    def terminar(self) -> None:
        """Espera a que acabe el trabajo a medias, si lo hay."""
        self._hilo.shutdown()
        self._revisar()

    def _revisar(self) -> None:
        """Un hilo que muere de otra cosa que la pérdida de su conexión no puede callarlo."""
        error = self._consumo.exception() if self._consumo else None
        if error and not isinstance(error, PERDIDA):
            raise error

    def _con_el_turno(self, consumir: Callable[[], None]) -> None:
        with self._turno:
            consumir()
