"""Este módulo encola tareas desde otro programa: una página web, un cron.

`encolar` vuelve con todas confirmadas, o falla. Cada llamada abre una conexión y la cierra: no hay
nada que mantener vivo entre dos llamadas, y se puede llamar desde varios hilos. En la misma máquina
tarda menos de 0,1 s; si son muchas tareas, mejor en una llamada.
"""

import os
import secrets
import time
from collections.abc import Mapping

from pika.channel import Channel

from comun.campos import TareaInvalida
from comun.servicio.ajustes import Ajustes
from comun.servicio.conexion import parametros
from comun.servicio.errores import Irrecuperable, explicacion, fallar_si_no_tiene_arreglo
from comun.tarea import Tarea
from comun.texto import id_visible
from producer.publicacion import Publicacion

PLAZO = 10.0  # s, entre todos los servidores de RABBIT_HOST
NO_ACEPTA = "el broker no acepta mensajes nuevos (alarma de memoria o disco)"


class NoEncolada(Exception):
    """Este error dice qué tareas no están confirmadas y por qué; si se cortó, quizá llegaron."""


def encolar(*tareas: Tarea, entorno: Mapping[str, str] = os.environ) -> None:
    """Publica unas tareas y espera a que el broker las confirme todas: 10 s como mucho.

    Entra como el productor, con MODO, RABBIT_HOST, RABBIT_USER, RABBIT_PASS… de `entorno`. Si falla
    se puede repetir la llamada, pero alguna tarea puede llegar dos veces.

    Raises:
        NoEncolada: alguna no está confirmada, nadie la recibiría, o le falta el tipo que el modo
            pide.
        AjusteInvalido: una variable de `entorno` no es válida.
    """
    ajustes, limite = Ajustes.de_entorno(entorno), time.monotonic() + PLAZO
    for tarea in tareas:
        try:
            ajustes.modo.comprobar(tarea)
        except TareaInvalida as error:
            msg = f"no se encola {id_visible(tarea.id)}: {error}"
            raise NoEncolada(msg) from error
    faltan, no_encoladas, porque = list(tareas), list[tuple[Tarea, str]](), ""
    for van, servidor in enumerate(ajustes.rabbit_host):
        segundos = (limite - time.monotonic()) / (len(ajustes.rabbit_host) - van)
        if faltan and segundos > 0:
            por_el = _PorUnServidor(ajustes, faltan)
            porque = por_el.publicar_todas(servidor, segundos)
            no_encoladas += por_el.no_encoladas
            faltan = por_el.faltan
    ids: dict[str, list[str]] = {}  # por qué → las que no están confirmadas por eso
    for tarea, motivo in [*no_encoladas, *((tarea, porque) for tarea in faltan)]:
        ids.setdefault(motivo, []).append(id_visible(tarea.id))
    if ids:
        dichos = (f"sin confirmar {', '.join(suyos)}: {motivo}" for motivo, suyos in ids.items())
        raise NoEncolada("; ".join(dichos))


class _PorUnServidor(Publicacion):
    """Un `_PorUnServidor` publica por él las tareas que faltan, y anota las que no van por otro."""

    def __init__(self, ajustes: Ajustes, tareas: list[Tarea]) -> None:
        super().__init__(ajustes.modo)
        self._ajustes = ajustes
        self.faltan, self.bloqueada = tareas, False
        self.no_encoladas: list[tuple[Tarea, str]] = []  # cada una, y por qué

    def publicar_todas(self, servidor: str, plazo: float) -> str:
        """Publica y espera los confirms `plazo` segundos como mucho; dice por qué falta alguna."""
        self.conectar(parametros(self._ajustes, f"encolar.{secrets.token_hex(3)}", servidor))
        self.bucle.call_later(plazo, self.bucle.stop)
        self.atender()
        porque = self._porque()
        for tarea in self.ventana:  # están publicadas y sin respuesta
            if not self.modo.se_repite(tarea, devuelta=False):
                self._descartar(tarea, porque)
        return porque

    def _porque(self) -> str:
        if not self.motivo:
            return NO_ACEPTA if self.bloqueada else f"el broker no responde en {PLAZO:g} s"
        try:
            fallar_si_no_tiene_arreglo(self.motivo, self._ajustes)
            return explicacion(self.motivo)
        except Irrecuperable as irrecuperable:
            return str(irrecuperable)

    def empezar(self, channel: Channel) -> None:
        """Publica todas las que faltan."""
        for tarea in self.faltan:
            self.publicar(channel, tarea)

    def seguir(self) -> None:
        """Cierra la conexión, si el broker ha respondido de todas."""
        if not self.ventana:
            self.cerrar()

    def on_blocked(self, *, bloqueada: bool) -> None:
        """Anota si el broker lee o no, por si vence el plazo antes de que vuelva a leer."""
        self.bloqueada = bloqueada

    def confirmada(self, tarea: Tarea) -> None:
        """Quita la tarea de las que faltan."""
        self.faltan.remove(tarea)

    def devuelta(self, tarea: Tarea) -> None:
        """Descarta la tarea: ni otro servidor ni otro intento le darán quien la reciba."""
        self._descartar(tarea, self.modo.por_que_vuelve(tarea))

    def no_aceptada(self, tarea: Tarea) -> None:
        """Descarta la tarea: quien llama decide si la repite."""
        self._descartar(tarea, "el broker no la acepta")

    def _descartar(self, tarea: Tarea, porque: str) -> None:
        self.faltan.remove(tarea)
        self.no_encoladas.append((tarea, porque))
