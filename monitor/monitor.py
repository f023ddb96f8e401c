"""El monitor dice lo pendiente en una línea por segundo, y da un resumen cuando no queda nada."""

import logging
import time
from collections import Counter

from comun import modos
from comun.servicio.arranque import Servicio
from comun.servicio.avisos import Avisos
from comun.servicio.conexion import abierta, avisando, mantener
from comun.texto import id_visible
from comun.verbo import Verbo
from monitor.frases import lo_pendiente, resumen
from seguimiento import por_familia
from seguimiento.api import Api
from seguimiento.cliente_http import SinRespuesta
from seguimiento.foto import Foto
from seguimiento.lector import Lector

VUELTA = 0.1  # s que se atiende al diario antes de mirar si hay que parar, o decir algo


class Monitor:
    """El `Monitor` junta los números del broker (API) y lo que dicen los servicios (diario)."""

    def __init__(self, servicio: Servicio) -> None:
        self.servicio, self.log, self.parada = servicio, servicio.log, servicio.parada
        self.modo = servicio.ajustes.modo
        self.api = Api(servicio.ajustes)
        self.panorama = por_familia.panorama(self.modo)
        self.lector = Lector(self.log.name, self.panorama.libro.aplicar)
        self.resumido: object = None  # de qué tanda y con qué cuentas fue el último resumen
        self.avisos = Avisos(self.log)

    def sesion(self, servidor: str) -> None:
        """Lee el diario y, cada segundo, mira al broker y dice qué queda; falla como `abierta`."""
        with abierta(self.servicio, servidor) as conexion:
            with self.parada.interrumpible(), avisando(self.log):
                atender = self.lector.suscribir(conexion)
            siguiente = 0.0
            while not self.parada.pedida:
                if time.monotonic() >= siguiente:
                    siguiente = time.monotonic() + 1
                    with self.parada.interrumpible():  # la API puede no contestar
                        self._mirar()
                atender(VUELTA)

    def _mirar(self) -> None:
        """Pregunta al broker y dice lo pendiente y lo que ha cambiado."""
        foto = None
        try:
            foto = Foto.hacer(self.api, self.modo)
            self.log.info(lo_pendiente(self.modo, foto, self._en_otros_modos()))
        except SinRespuesta as error:
            linea = "la API de RabbitMQ no responde (%s): se insiste"
            self.avisos.decir(logging.WARNING, linea, error)
        self.panorama.mirar(foto, time.time())
        if foto and foto.alarma:
            linea = "alarma de memoria o disco: el broker no acepta tareas ni eventos"
            self.avisos.decir(logging.WARNING, linea)
        self._decir_los_muertos()
        self._resumir()

    def _en_otros_modos(self) -> dict[str, int]:
        """Pregunta cuántas tareas esperan en las colas de los demás modos, si este no tiene."""
        if self.modo.colas:
            return {}
        otras = (cola for otro in modos.todos().values() for cola in otro.colas)
        return {cola: self.api.cola(cola).en_cola for cola in otras}

    def _decir_los_muertos(self) -> None:
        """Dice qué workers han muerto, y cuáles han vuelto."""
        # Nombres e ids llegan en mensajes, y quien los publica pone lo que quiere: se escapan
        for worker in self.panorama.novedades():
            nombre, en_mano = id_visible(worker.nombre), worker.datos.en_mano
            if worker.muerto:
                tenia = f", con {id_visible(en_mano.tarea)} en mano" if en_mano else ""
                self.log.warning("%s no da señales de vida%s", nombre, tenia)
            else:
                self.log.info("%s da señales otra vez", nombre)

    def _resumir(self) -> None:
        """Da el resumen si no queda nada en el broker, ni en manos de nadie, ni quien envíe más."""
        panorama, libro = self.panorama, self.panorama.libro
        queda = panorama.produce or any(panorama.pendientes())
        hechas = any(
            libro.sumas[que] for que in (Verbo.COMPLETADA, Verbo.DESCARTADA, Verbo.FALLIDA)
        )
        cuentas = (
            libro.primero,
            Counter(libro.sumas) - Counter({Verbo.LISTA: libro.sumas[Verbo.LISTA]}),
        )
        if panorama.sin_cambios and hechas and not queda and cuentas != self.resumido:
            self.resumido = cuentas
            self.log.info(resumen(panorama))


def main(servicio: Servicio) -> None:
    """Vigila hasta que se pida parar."""
    mantener(servicio, Monitor(servicio).sesion)
