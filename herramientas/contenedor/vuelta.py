"""Este módulo lleva tareas fallidas a la cola de donde vinieron, y lo dice en el diario."""

import json
import time
from collections import Counter
from contextlib import suppress

from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError, NackError, UnroutableError

from comun.campos import TareaInvalida
from comun.familias.de_trabajo import POR_COLA
from comun.familias.modo import Modo
from comun.servicio.diario import SIN_ID
from comun.tarea import Tarea
from comun.verbo import EXCHANGE, Verbo
from herramientas.contenedor.fallida import Fallida


class Vuelta:
    """Una `Vuelta` es la de las fallidas de una cola; para el diario es un proceso."""

    def __init__(self, modo: Modo, cola: str, proceso: str, diario: BlockingChannel) -> None:
        self.modo, self.cola, self._proceso, self._diario = modo, cola, f"{proceso}-{cola}", diario
        self.hechas = 0
        self.hay_cola = True  # hasta que el broker devuelva una
        self._totales: Counter[Verbo] = Counter()

    def llevar(self, channel: BlockingChannel, fallida: Fallida) -> bool:
        """Publica una otra vez y, ya confirmada, la quita; dice si ha vuelto a su cola.

        Si la cola no existe, el broker devuelve el mensaje, y la tarea se queda donde estaba.

        Raises:
            NackError: la cola no la acepta; también se queda.
        """
        if not self.hay_cola:
            return False
        self._apuntar(Verbo.REINTENTADA, fallida)  # antes que lo que diga el worker de la tarea
        propiedades = fallida.sin_marcas()
        try:
            channel.basic_publish(POR_COLA, self.cola, fallida.cuerpo, propiedades, mandatory=True)
        except UnroutableError:
            self._apuntar(Verbo.DESCARTADA, fallida, "su cola no existe")
            self.hay_cola = False
            return False
        except NackError:
            self._apuntar(Verbo.DESCARTADA, fallida, "su cola no la acepta")
            raise
        channel.basic_ack(fallida.tag)
        self.hechas += 1
        return True

    def _apuntar(self, verbo: Verbo, fallida: Fallida, motivo: str = "") -> None:
        """Escribe un lote de un solo hecho; si no se puede, la tarea vuelve igual."""
        copia = ""
        with suppress(TareaInvalida):
            copia = self.modo.copia(Tarea.de_json(fallida.cuerpo).tipo, self.cola)
        ahora = time.time()
        self._totales[verbo] += 1
        hecho = {"que": verbo, "quien": "reintentar", "id": fallida.id or SIN_ID, "copia": copia}
        lote = {
            "proceso": self._proceso,
            "numero": self._totales.total(),
            "modo": self.modo.nombre,
            "instante": ahora,
            "totales": self._totales,
            "fin": True,
            "detalles": [{**hecho, "instante": ahora, "motivo": motivo}],
        }
        with suppress(AMQPError):
            self._diario.basic_publish(EXCHANGE, "", json.dumps(lote).encode())
