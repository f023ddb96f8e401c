"""Este módulo encola tareas desde otro programa: una página web, un cron.

`encolar` vuelve con todas confirmadas, o falla. Cada llamada abre una conexión y la cierra: no hay
nada que mantener vivo entre dos llamadas, y se puede llamar desde varios hilos. En la misma máquina
tarda menos de 0,1 s; si son muchas tareas, mejor en una llamada.
"""

import os
import secrets
import time
from collections.abc import Mapping

from pika import BasicProperties, SelectConnection, frame, spec
from pika.channel import Channel
from pika.connection import Connection

from comun.campos import TareaInvalida
from comun.servicio.ajustes import Ajustes
from comun.servicio.causas import Irrecuperable, causa, si_no_tiene_arreglo
from comun.servicio.conexion import parametros
from comun.tarea import Tarea
from comun.texto import id_visible
from producer.ventana import Ventana

PLAZO = 10.0  # s, entre todos los servidores de RABBIT_HOST


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
    faltan, sin_arreglo = list(tareas), list[tuple[Tarea, str]]()
    porque = f"el broker no responde en {PLAZO:g} s"
    for van, servidor in enumerate(ajustes.rabbit_host):
        quedan = (limite - time.monotonic()) / (len(ajustes.rabbit_host) - van)
        if faltan and quedan > 0:
            publicacion = _Publicacion(ajustes, faltan, porque)
            publicacion.publicar(servidor, quedan)
            sin_arreglo += publicacion.sin_arreglo
            faltan, porque = publicacion.faltan, publicacion.porque
    if fallos := [*sin_arreglo, *((tarea, porque) for tarea in faltan)]:
        msg = "; ".join(
            f"sin confirmar {', '.join(id_visible(t.id) for t, suyo in fallos if suyo == dicho)}:"
            f" {dicho}"
            for dicho in dict.fromkeys(dicho for _, dicho in fallos)
        )
        raise NoEncolada(msg)


class _Publicacion:
    """Una `_Publicacion` publica por una conexión, con el adaptador asíncrono de pika.

    El otro, BlockingConnection, no tiene plazo al confirmar.
    """

    def __init__(self, ajustes: Ajustes, tareas: list[Tarea], porque: str) -> None:
        self._ajustes, self._modo = ajustes, ajustes.modo
        self.faltan, self.porque = tareas, porque
        self.sin_arreglo: list[tuple[Tarea, str]] = []  # cada una, y por qué
        self._ventana, self._devueltas = Ventana(), set[str]()
        self._acabado = False  # no falta nada, o ya se sabe por qué falta

    def publicar(self, servidor: str, plazo: float) -> None:
        """Publica todas las tareas y espera sus confirms, en `plazo` segundos como mucho."""
        suyos = parametros(self._ajustes, f"encolar.{secrets.token_hex(3)}", servidor)
        conexion = SelectConnection(suyos, self._abierta, self._sin_conexion, self._sin_conexion)
        self._conexion, bucle = conexion, conexion.ioloop
        conexion.add_on_connection_blocked_callback(self._bloqueada)
        bucle.call_later(plazo, bucle.stop)
        bucle.start()
        bucle.close()
        for tarea in self._ventana:  # están publicadas y sin respuesta
            if not self._modo.se_repite(tarea, devuelta=False):
                self._descartar(tarea, self.porque)

    def _abierta(self, conexion: Connection) -> None:
        conexion.channel(on_open_callback=self._declarar)

    def _declarar(self, channel: Channel) -> None:
        channel.add_on_close_callback(self._canal_cerrado)
        channel.add_on_return_callback(self._devuelta)
        self._modo.declarar(channel)
        channel.confirm_delivery(self._confirmada, lambda _: self._publicar_todas(channel))

    def _publicar_todas(self, channel: Channel) -> None:
        for tarea in self.faltan:
            self._ventana.publicar(tarea)
            self._modo.publicar(channel, tarea)
        self._cerrar_si_no_falta()

    def _devuelta(self, _: Channel, __: object, suyas: BasicProperties, ___: bytes) -> None:
        self._devueltas.add(suyas.message_id or "")  # la devolución llega antes que su confirm

    def _confirmada(self, confirmacion: frame.Method[spec.Basic.Ack | spec.Basic.Nack]) -> None:
        metodo = confirmacion.method
        for tarea in self._ventana.responder(metodo.delivery_tag, multiple=metodo.multiple):
            if isinstance(metodo, spec.Basic.Nack):
                self._descartar(tarea, "el broker no la acepta")
            elif tarea.message_id in self._devueltas:
                self._descartar(tarea, self._modo.nadie(tarea))
            else:
                self.faltan.remove(tarea)
        self._cerrar_si_no_falta()

    def _descartar(self, tarea: Tarea, porque: str) -> None:
        self.faltan.remove(tarea)
        self.sin_arreglo.append((tarea, porque))

    def _cerrar_si_no_falta(self) -> None:
        if not self._ventana and self._conexion.is_open:
            self._acabado = True
            self._conexion.close()

    def _bloqueada(self, *_: object) -> None:
        self.porque = "el broker no acepta mensajes nuevos (alarma de memoria o disco)"

    def _canal_cerrado(self, _: object, error: BaseException) -> None:
        """Anota por qué se cerró el canal: lo cerró el broker, o se cerró con su conexión."""
        self._anotar_motivo(error)
        if self._conexion.is_open:
            self._conexion.close()

    def _sin_conexion(self, _: object, error: BaseException) -> None:
        """Anota por qué la conexión no se abrió, o se cerró, y sale del bucle."""
        self._anotar_motivo(error)
        self._conexion.ioloop.stop()

    def _anotar_motivo(self, error: BaseException) -> None:
        if not self._acabado:
            self._acabado = True  # se anota lo primero que se sabe; lo demás es consecuencia
            try:
                si_no_tiene_arreglo(error, self._ajustes)
                self.porque = causa(error)
            except Irrecuperable as irrecuperable:
                self.porque = str(irrecuperable)
