"""`make fallidas` y `make reintentar`: mirar tareas_fallidas y devolver lo que hay a la cola.

Entra como `admin`, el único que puede leerlas. Necesita pika, como los servicios: usa el .venv.
"""

import json
import os
import secrets
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pika
from pika import BasicProperties, DeliveryMode, exceptions
from pika.adapters.blocking_connection import BlockingChannel

from comun.bitacora import id_visible, visible
from comun.causas import causa
from comun.diario import SIN_ID
from comun.evento import EXCHANGE, Que
from comun.modos.work_queue import MODO as WORK_QUEUE
from taller.docker import ajuste, compose

COLA, FALLIDAS = "tareas_distribuidas", "tareas_fallidas"
MOTIVOS = {"rejected": "no es una tarea", "delivery_limit": "agotó sus intentos"}
DEL_BROKER = ("x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "x-acquired-count")


class SinTaller(Exception):
    """No se puede entrar en el broker; el texto dice por qué y qué hacer."""


@dataclass(frozen=True, slots=True)
class Fallida:
    """Un mensaje de tareas_fallidas, con lo que el broker apuntó al dejarlo ahí."""

    tag: int
    propiedades: BasicProperties
    cuerpo: bytes

    @property
    def id(self) -> str:
        """El de la tarea o, si no lo es, el message_id; vacío si no hay."""
        try:
            hallado = json.loads(self.cuerpo)["id"]
            return "" if hallado is None else str(hallado)
        except (ValueError, TypeError, KeyError, RecursionError):
            return self.propiedades.message_id or ""

    def linea(self, ahora: float) -> str:
        """Id, motivo, intentos, antigüedad y el principio del cuerpo, en columnas."""
        # Las apunta el broker, pero quien publica aquí sin pasar por la cola pone las que quiere
        cabeceras: dict[str, Any] = self.propiedades.headers or {}
        motivo = visible(cabeceras.get("x-first-death-reason") or "?")
        motivo = MOTIVOS.get(motivo, motivo)
        intentos = visible(cabeceras.get("x-delivery-count", "?"))
        match cabeceras.get("x-death"):
            case [{"time": datetime() as cuando}, *_]:
                hace = duracion(ahora - cuando.timestamp())
            case _:
                hace = "?"
        cuerpo = visible(self.cuerpo[:300].decode(errors="replace"))
        quien = id_visible(self.id) or SIN_ID
        return f"{quien:<14} {motivo:<19} {intentos:>8} {hace:>9}  {cuerpo}"


def duracion(segundos: float) -> str:
    """Un tiempo en la unidad que mejor se lee."""
    if segundos < 120:
        return f"{segundos:.0f} s"
    return f"{segundos / 60:.0f} min" if segundos < 7200 else f"{segundos / 3600:.0f} h"


def main(orden: str) -> int:
    """`mirar` las lista sin cambiarlas; `reintentar` las devuelve (todas, o la de ID=…)."""
    try:
        channel = entrar()
    except SinTaller as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    try:
        return mirar(channel) if orden == "mirar" else reintentar(channel, os.environ.get("ID", ""))
    except exceptions.AMQPError as error:
        remedio = f"nada se ha perdido; la cola se ve en la interfaz web, {FALLIDAS}, Get messages"
        print(f"✗ se cortó: {causa(error)}; {remedio}", file=sys.stderr)
        return 1
    finally:
        with suppress(exceptions.AMQPError):
            channel.connection.close()  # lo que no se respondió vuelve a su sitio


def mirar(channel: BlockingChannel) -> int:
    """Lista lo que hay. Se devuelve con nack, que no cuenta como intento."""
    lineas = [fallida.linea(time.time()) for fallida in todas(channel)]
    print(f"{len(lineas)} en {FALLIDAS}")
    if lineas:
        print(f"{'id':<14} {'motivo':<19} {'intentos':>8} {'hace':>9}  cuerpo", *lineas, sep="\n")
        channel.basic_nack(0, multiple=True, requeue=True)
    return 0


def reintentar(channel: BlockingChannel, elegida: str) -> int:
    """Las publica otra vez y, ya confirmadas, las quita: un corte en medio repite, no pierde."""
    channel.confirm_delivery()
    diario, proceso = channel.connection.channel(), f"reintentar.{secrets.token_hex(3)}"
    diario.confirm_delivery()
    devueltas: list[str] = []
    no_elegidas: list[int] = []
    for fallida in todas(channel):
        if elegida and elegida not in {fallida.id, id_visible(fallida.id)}:
            no_elegidas.append(fallida.tag)
            continue
        propias = {
            clave: valor
            for clave, valor in (fallida.propiedades.headers or {}).items()
            if not clave.startswith(DEL_BROKER)
        }
        fallida.propiedades.headers = propias or None
        fallida.propiedades.delivery_mode = DeliveryMode.Persistent.value
        with suppress(exceptions.AMQPError):  # sin diario se devuelven igual
            apuntar(diario, proceso, len(devueltas) + 1, fallida.id)
        channel.basic_publish("", COLA, fallida.cuerpo, fallida.propiedades, mandatory=True)
        channel.basic_ack(fallida.tag)
        devueltas.append(fallida.id)
    for tag in no_elegidas:  # nack y no cerrar sin más, que contaría como intento
        channel.basic_nack(tag, requeue=True)
    if elegida and not devueltas:
        print(f"✗ no hay ninguna con id «{elegida}» en {FALLIDAS}: make fallidas", file=sys.stderr)
        return 1
    print(f"{len(devueltas)} de vuelta en {COLA}")
    return 0


def apuntar(channel: BlockingChannel, proceso: str, numero: int, tarea: str) -> None:
    """Lo dice en el diario, antes de publicarla: va delante de lo que cuente quien la reciba."""
    ahora = time.time()
    hecho = {"que": Que.REINTENTADA, "quien": "reintentar", "id": tarea or SIN_ID}
    lote = {"proceso": proceso, "numero": numero, "modo": WORK_QUEUE.nombre, "instante": ahora}
    lote |= {"totales": {Que.REINTENTADA: numero}, "detalles": [{**hecho, "instante": ahora}]}
    channel.basic_publish(EXCHANGE, "", json.dumps({**lote, "fin": True}).encode())


def todas(channel: BlockingChannel) -> list[Fallida]:
    """Las que hay ahora, sin responder: así ni se repiten ni vuelven las que fallen entretanto."""
    halladas: list[Fallida] = []
    while True:
        metodo, propiedades, cuerpo = channel.basic_get(FALLIDAS)
        if not metodo or not propiedades:
            return halladas
        halladas.append(Fallida(metodo.delivery_tag, propiedades, cuerpo or b""))


def entrar() -> BlockingChannel:
    """Un canal como `admin` en el broker del taller.

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
