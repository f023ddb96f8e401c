"""`make fallidas` lista lo que hay en tareas_fallidas; `make reintentar` lo devuelve a su cola.

Entra como `admin`, el único que puede leerlas. Necesita pika, como los servicios: usa el .venv.
"""

import json
import os
import secrets
import sys
import time
from collections import Counter
from contextlib import suppress

import pika
from pika import exceptions
from pika.adapters.blocking_connection import BlockingChannel

from comun.familias.de_trabajo import POR_COLA
from comun.familias.modo import FALLIDAS, Modo
from comun.servicio.diario import SIN_ID
from comun.servicio.errores import explicacion
from comun.texto import id_visible
from comun.verbo import EXCHANGE, Verbo
from herramientas.ordenes.fallida import COLUMNAS, Fallida
from herramientas.sistema.docker import ajuste, compose


class SinTaller(Exception):
    """No se puede entrar en el broker; el texto dice por qué y qué hacer."""


def main(orden: str) -> int:
    """Con `mirar` lista las fallidas; con `reintentar` las devuelve, todas o la de ID=…."""
    try:
        channel = entrar()
    except SinTaller as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    try:
        return mirar(channel) if orden == "mirar" else reintentar(channel, os.environ.get("ID", ""))
    except exceptions.AMQPError as error:
        remedio = f"nada se ha perdido; la cola se ve en la interfaz web, {FALLIDAS}, Get messages"
        print(f"✗ se cortó: {explicacion(error)}; {remedio}", file=sys.stderr)
        return 1
    finally:
        with suppress(exceptions.AMQPError):
            channel.connection.close()  # lo que no se respondió vuelve a su sitio


def mirar(channel: BlockingChannel) -> int:
    """Lista lo que hay y lo devuelve con nack, que no cuenta como intento."""
    lineas = [fallida.linea(time.time()) for fallida in todas(channel)]
    print(f"{len(lineas)} en {FALLIDAS}")
    if lineas:
        print(COLUMNAS, *lineas, sep="\n")
        channel.basic_nack(0, multiple=True, requeue=True)
    return 0


def reintentar(channel: BlockingChannel, elegida: str) -> int:
    """Publica otra vez cada una y, ya confirmada, la quita: un corte en medio repite, no pierde."""
    channel.confirm_delivery()
    diario = Vueltas(channel)
    devueltas: Counter[str] = Counter()
    se_quedan: list[Fallida] = []
    no_elegidas: list[Fallida] = []
    for fallida in todas(channel):
        if elegida and elegida not in {fallida.id, id_visible(fallida.id)}:
            no_elegidas.append(fallida)
        elif origen := fallida.origen:
            modo, cola = origen
            if cola not in devueltas:
                modo.declarar(channel)  # por si la borraron
            diario.apuntar(modo, fallida.id, fallida.copia)
            propiedades = fallida.sin_marcas()
            channel.basic_publish(POR_COLA, cola, fallida.cuerpo, propiedades, mandatory=True)
            channel.basic_ack(fallida.tag)
            devueltas[cola] += 1
        else:
            se_quedan.append(fallida)
    for fallida in (*no_elegidas, *se_quedan):  # y no cerrar sin más, que contaría como intento
        channel.basic_nack(fallida.tag, requeue=True)
    for cola, cuantas in devueltas.items():
        print(f"{cuantas} de vuelta en {cola}")
    if se_quedan:
        cuales = ", ".join(id_visible(fallida.id) or SIN_ID for fallida in se_quedan[:10])
        linea = f"✗ en {FALLIDAS} se quedan {len(se_quedan)} ({cuales}): el broker no apuntó que"
        print(f"{linea} vinieran de la cola de un modo", file=sys.stderr)
    elif not devueltas and elegida:
        print(f"✗ no hay ninguna con id «{elegida}» en {FALLIDAS}: make fallidas", file=sys.stderr)
    elif not devueltas:
        print(f"0 en {FALLIDAS}: nada que devolver")
    return 1 if se_quedan or (elegida and not devueltas) else 0


class Vueltas:
    """Unas `Vueltas` dicen en el diario lo que vuelve, antes que lo que de ello diga el worker.

    Las cuentas de cada modo van aparte, así que en cada uno escribe un proceso.
    """

    def __init__(self, channel: BlockingChannel) -> None:
        self._channel = channel.connection.channel()
        self._channel.confirm_delivery()
        self._proceso = f"reintentar.{secrets.token_hex(3)}"
        self._van: Counter[str] = Counter()

    def apuntar(self, modo: Modo, tarea: str, copia: str) -> None:
        """Apunta que vuelve una tarea; si el diario no se puede escribir, la tarea vuelve igual."""
        self._van[modo.nombre] += 1
        ahora, numero = time.time(), self._van[modo.nombre]
        hecho = {
            "que": Verbo.REINTENTADA,
            "quien": "reintentar",
            "id": tarea or SIN_ID,
            "copia": copia,
        }
        lote = {"proceso": f"{self._proceso}-{modo.nombre}", "numero": numero, "instante": ahora}
        lote |= {"modo": modo.nombre, "totales": {Verbo.REINTENTADA: numero}, "fin": True}
        lote |= {"detalles": [{**hecho, "instante": ahora}]}
        with suppress(exceptions.AMQPError):
            self._channel.basic_publish(EXCHANGE, "", json.dumps(lote).encode())


def todas(channel: BlockingChannel) -> list[Fallida]:
    """Saca las que hay ahora sin responder: no se repiten, ni vuelven las que fallen después."""
    halladas: list[Fallida] = []
    while True:
        metodo, propiedades, cuerpo = channel.basic_get(FALLIDAS)
        if not metodo or not propiedades:
            return halladas
        halladas.append(Fallida(metodo.delivery_tag, propiedades, cuerpo or b""))


def entrar() -> BlockingChannel:
    """Abre un canal como `admin` en el broker del taller.

    Raises:
        SinTaller: no está en marcha, o rechaza la clave.
    """
    try:
        puerto = int(compose("port", "rabbitmq", "5672").strip().rpartition(":")[2])
        clave = ajuste("CLAVE_ADMIN", "admin")
        credenciales = pika.PlainCredentials("admin", clave)
        donde = pika.ConnectionParameters("127.0.0.1", puerto, credentials=credenciales)
        return pika.BlockingConnection(donde).channel()
    except exceptions.ProbableAuthenticationError as error:
        msg = "el broker rechaza la clave de admin: la de ahora va en CLAVE_ADMIN (o en .env)"
        raise SinTaller(msg) from error
    except (RuntimeError, ValueError, OSError, exceptions.AMQPError) as error:
        msg = "no se llega al broker del taller por AMQP sin TLS: ¿está en marcha? (make up)"
        raise SinTaller(msg) from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
