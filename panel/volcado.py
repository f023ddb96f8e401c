"""El volcado da una parte del diario, un mensaje por línea, para guardarla o sumarla otra vez."""

import json
from collections.abc import Generator
from contextlib import closing

from comun.servicio.arranque import Servicio
from comun.servicio.conexion import abierta
from seguimiento.lector import COLA, PREFETCH

SIN_MENSAJES = 5.0  # s sin ningún mensaje: no hay más


def volcar(servicio: Servicio, desde: int, hasta: int) -> Generator[bytes]:
    """Da los mensajes entre dos offsets, los dos incluidos, en JSON: offset, routing_key y cuerpo.

    Raises:
        NoSeAbre, AMQPError: se perdió la conexión, o no se puede leer.
    """
    with abierta(servicio, servicio.servidores[0], "-volcado") as conexion, closing(conexion):
        channel = conexion.channel()
        channel.basic_qos(prefetch_count=PREFETCH)
        for entrega, propiedades, cuerpo in channel.consume(
            COLA, inactivity_timeout=SIN_MENSAJES, arguments={"x-stream-offset": desde}
        ):
            if not entrega or not propiedades:
                return
            offset = (propiedades.headers or {}).get("x-stream-offset", desde)
            texto = (cuerpo or b"").decode(errors="replace")
            linea = {"offset": offset, "routing_key": str(entrega.routing_key), "cuerpo": texto}
            yield json.dumps(linea, ensure_ascii=False).encode(errors="replace") + b"\n"
            channel.basic_ack(entrega.delivery_tag or 0)
            if offset >= hasta:
                return
