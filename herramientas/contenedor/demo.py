"""La orden `demo` sigue la última tanda del diario hasta que acaba, y la resume.

`make demo` añade detrás cuándo arrancó el contenedor del productor, según Docker: la tanda ha de
haber empezado después. El reloj de esta máquina no vale: en macOS y Windows el de Docker es otro.
"""

import sys
import time
from datetime import datetime

from pika.adapters.blocking_connection import BlockingConnection

from comun.servicio.arranque import Servicio
from comun.servicio.conexion import avisando
from comun.servicio.errores import Irrecuperable
from comun.texto import visible
from comun.verbo import Verbo
from herramientas.contenedor.broker import usar
from herramientas.contenedor.resumen import resumen
from herramientas.contenedor.seguida import Seguida
from seguimiento.lector import Lector
from seguimiento.lote import Lote

LIMITE = 600  # s para una tanda
SIN_TANDA = 20  # s que se espera a que empiece alguna, ya leído lo que pasó antes
# s sin noticias, con todo hecho: si acaba de arrancar otro productor, ya habría escrito
QUIETO = 3
AL_DIA = 2  # s; un lote más antiguo es de lo que ya pasó, y no se cuenta paso a paso
VUELTA = 0.5  # s entre dos líneas
SIGUE = "el taller sigue, y su diario lo guarda todo: repite la orden"


def main(servicio: Servicio) -> None:
    """Sigue la tanda y la resume.

    Raises:
        Irrecuperable: no acabó bien, no hay ninguna, o no se puede seguir.
    """
    desde = "".join(sys.argv[2:])
    try:
        demo = Demo(servicio, datetime.fromisoformat(desde).timestamp() if desde else 0.0)
    except (ValueError, OverflowError) as error:
        msg = f"«{visible(desde)}» no es válido: se espera un instante, como 2026-01-31T12:00:00Z"
        raise Irrecuperable(msg) from error
    usar(servicio, demo.seguir, SIGUE)


class Demo:
    """Una `Demo` lee el diario desde el principio, hasta que la última tanda acaba."""

    def __init__(self, servicio: Servicio, desde: float) -> None:
        self._servicio = servicio
        self._tanda = Seguida(desde)
        self._inicio = self._atraso = self._leido = self._dicho = time.monotonic()
        self._dichas = (0, 0)  # enviadas y completadas

    def seguir(self, conexion: BlockingConnection) -> str:
        """Sigue la tanda, la resume y devuelve qué ha ido mal; vacío si nada."""
        print("· se sigue la última tanda hasta que acabe:", flush=True)
        with avisando(self._servicio.log):
            atender = Lector(self._servicio.log.name, self._llega).suscribir(conexion)
        while (mal := self._final()) is None:
            atender(VUELTA)
            self._decir()
        if self._tanda.productor:
            print(resumen(self._tanda, self._servicio.ajustes, time.time()))
        return mal

    def _llega(self, lote: Lote) -> None:
        self._leido = time.monotonic()
        if time.time() - lote.instante > AL_DIA:
            self._atraso = self._leido
        self._tanda.aplicar(lote)

    def _final(self) -> str | None:
        """Devuelve None mientras la tanda sigue; después, qué ha ido mal, o vacío."""
        ahora, prefijo = time.monotonic(), self._servicio.ajustes.prefijo
        if not self._tanda.productor and ahora - self._atraso > SIN_TANDA:
            return f"no ha empezado ninguna tanda: docker logs {prefijo}producer dice por qué"
        if ahora - self._inicio > LIMITE:
            return f"la tanda no ha acabado en {LIMITE} s"
        if ahora - self._leido < QUIETO or self._tanda.queda(time.time()):
            return None
        return self._tanda.por_que_no(prefijo, time.time())

    def _decir(self) -> None:
        """Dice cuántas van, si han cambiado."""
        libro = self._tanda.libro
        al_dia = time.time() - self._tanda.ultimo < AL_DIA
        if not (self._tanda.productor and al_dia and time.monotonic() - self._dicho > VUELTA):
            return
        van = libro.sumas[Verbo.ENVIADA], libro.completadas
        if van != self._dichas:
            self._dichas, self._dicho = van, time.monotonic()
            print(f"    enviadas {van[0]} · completadas {van[1]}", flush=True)
