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
from comun.familias.modo import FALLIDAS
from comun.servicio.errores import explicacion
from comun.texto import id_visible
from comun.verbo import EXCHANGE
from herramientas.ordenes.fallida import COLUMNAS, todas
from herramientas.sistema.docker import ajuste, compose


def main(orden: str) -> int:
    """Con `mirar` lista las fallidas; con `reintentar` las devuelve, todas o la de ID=…."""
    channel = entrar()
    try:
        with channel.connection:  # al cerrarla, lo que no se respondió vuelve a su sitio
            if orden == "mirar":
                return mirar(channel)
            return reintentar(channel, os.environ.get("ID", ""))
    except exceptions.AMQPError as error:
        remedio = f"nada se ha perdido; la cola se ve en la interfaz web, {FALLIDAS}, Get messages"
        print(f"✗ se cortó: {explicacion(error)}; {remedio}", file=sys.stderr)
        return 1


def mirar(channel: BlockingChannel) -> int:
    """Lista lo que hay y lo devuelve con nack, que no cuenta como intento."""
    lineas = [fallida.linea(time.time()) for fallida in todas(channel)]
    channel.basic_nack(0, multiple=True, requeue=True)
    print(f"{len(lineas)} en {FALLIDAS}")
    if lineas:
        print(COLUMNAS, *lineas, sep="\n")
    return 0


def reintentar(channel: BlockingChannel, elegida: str) -> int:
    """Publica otra vez cada una y, ya confirmada, la quita: un corte en medio repite, no pierde."""
    channel.confirm_delivery()
    # El diario va por su canal: si no se puede escribir, el broker cierra ese, y la tarea vuelve
    diario = channel.connection.channel()
    diario.confirm_delivery()
    proceso = f"reintentar.{secrets.token_hex(3)}"
    devueltas: Counter[str] = Counter()  # cola → cuántas
    se_quedan = []
    for fallida in todas(channel):
        if elegida and elegida not in {fallida.id, id_visible(fallida.id)}:
            continue
        if not (origen := fallida.origen):
            se_quedan.append(fallida.quien)
            continue
        modo, cola = origen
        if cola not in devueltas:
            modo.declarar(channel)  # por si la borraron
        devueltas[cola] += 1
        lote = fallida.vuelta(modo, cola, f"{proceso}-{cola}", devueltas[cola])
        with suppress(exceptions.AMQPError):  # antes que lo que diga el worker de la tarea
            diario.basic_publish(EXCHANGE, "", json.dumps(lote).encode())
        propiedades = fallida.sin_marcas()
        channel.basic_publish(POR_COLA, cola, fallida.cuerpo, propiedades, mandatory=True)
        channel.basic_ack(fallida.tag)
    channel.basic_nack(0, multiple=True, requeue=True)  # cerrar sin más contaría como intento

    for cola, cuantas in devueltas.items():
        print(f"{cuantas} de vuelta en {cola}")
    if se_quedan:
        linea = f"✗ en {FALLIDAS} se quedan {len(se_quedan)} ({', '.join(se_quedan[:10])}):"
        print(f"{linea} el broker no apuntó que vinieran de la cola de un modo", file=sys.stderr)
        return 1
    if elegida and not devueltas:
        print(f"✗ no hay ninguna con id «{elegida}» en {FALLIDAS}: make fallidas", file=sys.stderr)
        return 1
    if not devueltas:
        print(f"0 en {FALLIDAS}: nada que devolver")
    return 0


def entrar() -> BlockingChannel:
    """Abre un canal como `admin` en el broker del taller; si no se puede, dice por qué y acaba."""
    try:
        puerto = int(compose("port", "rabbitmq", "5672").strip().rpartition(":")[2])
        credenciales = pika.PlainCredentials("admin", ajuste("CLAVE_ADMIN", "admin"))
        donde = pika.ConnectionParameters("127.0.0.1", puerto, credentials=credenciales)
        return pika.BlockingConnection(donde).channel()
    except exceptions.ProbableAuthenticationError:
        sys.exit("✗ el broker rechaza la clave de admin: la de ahora va en CLAVE_ADMIN (o en .env)")
    except (RuntimeError, ValueError, OSError, exceptions.AMQPError):
        sys.exit("✗ no se llega al broker del taller por AMQP sin TLS: ¿está en marcha? (make up)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
