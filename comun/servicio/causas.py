"""Por qué falla una conexión: qué se dice de ello, y si tiene arreglo esperar."""

import re

from comun.servicio.ajustes import Ajustes


class Irrecuperable(Exception):
    """No se arregla esperando: credenciales, permisos, una cola con otros argumentos."""


# Lo que se ve (regex) en el repr de un error → lo que se dice; vale la primera
CAUSAS = {
    "gaierror": "ese nombre no se resuelve: el broker no está en marcha",
    "ConnectionRefusedError": "todavía no escucha en ese puerto",
    "no exchange 'eventos_tareas'": "falta eventos_tareas: importa rabbitmq/definiciones.json",
    "no exchange 'tareas_por_cola'": "falta tareas_por_cola: importa rabbitmq/definiciones.json",
    "403.*eventos_tareas": "al usuario le falta el permiso, que está en rabbitmq/90-taller.conf",
    "no queue 'eventos'|UnroutableError": "falta el stream eventos: importa"
    " rabbitmq/definiciones.json",
    "connection limit": "no caben más conexiones: el vhost o el usuario tienen un límite",
    "ConsumerCancelled": "el broker canceló el consumo: ¿cola borrada, o más de PLAZO_ACK?",
    # en un RabbitMQ anterior a 4.3, que en lugar de cancelar el consumo cierra el canal
    "delivery acknowledgement": "el broker dejó de esperar un ack: ¿más de PLAZO_ACK?",
    "SinConfirmaciones": "el broker no confirma",
    "INTERNAL_ERROR": "el broker no puede: ¿le falta la mayoría de sus nodos?",
    "CONNECTION_FORCED": "la cerró el broker",
    "imeout": "el broker no responde",
    # pika hace de todo fallo suyo un corte
    "StreamLost.*ValueError": "llegó un mensaje con una cabecera que pika no sabe leer",
    # también de lo que se publicaba cuando se cortó, y en pleno saludo
    "StreamLost|ChannelWrongState|IncompatibleProtocol|Probable": "se cortó",
}
# Lo mismo, cuando esperar no sirve → qué revisar; pika dice «probable» de cualquier corte en pleno
# saludo, y solo lo es si el broker lo ha dicho
SIN_ARREGLO = {
    "ProbableAuthentication.*ACCESS_REFUSED": "el broker rechaza la clave del usuario «{usuario}»:"
    " revisa RABBIT_USER y RABBIT_PASS (con compose, CLAVE_* en .env; un volumen antiguo conserva"
    " las claves de entonces)",
    "ProbableAccessDenied(?!.*connection limit).*NOT_ALLOWED": "el vhost «{vhost}» no existe o no"
    " admite al usuario «{usuario}»: revisa RABBIT_VHOST",
    r"CERTIFICATE_VERIFY_FAILED\W+(.*?)(?: \(_ssl|$)": "el certificado del broker no es válido:"
    " {dicho}. Revisa RABBIT_CA={ca} y el nombre en RABBIT_HOST",
    r"ChannelClosedByBroker: \(403\) .(.*).": "al usuario «{usuario}» le falta un permiso: {dicho}."
    " Los permisos son los de rabbitmq/90-taller.conf cuando se creó el volumen: si es de antes,"
    " docker-compose down -v empieza de cero (y borra las colas)",
    r"ChannelClosedByBroker: \(405\) .(.*).": "otra conexión la tiene solo para sí: {dicho}. Cierra"
    " esa conexión en la interfaz web, o declárala sin «exclusive»",
    r"ChannelClosedByBroker: \(\d+\) .(.*inequivalent arg.*).": "ya existe con otros argumentos:"
    " {dicho}. Bórrala en la interfaz web, o declara lo mismo que quien la creó",
}


def causa(error: BaseException | None) -> str:
    """Por qué falló, en una frase corta. `str()` no sirve: el de AMQPConnectionError es vacío."""
    texto = repr(error)
    return next((frase for sena, frase in CAUSAS.items() if re.search(sena, texto)), texto)


def si_no_tiene_arreglo(error: BaseException | None, ajustes: Ajustes) -> None:
    """Nada, si reintentar puede servir.

    Raises:
        Irrecuperable: no sirve; dice qué revisar.
    """
    for sena, mensaje in SIN_ARREGLO.items():
        if visto := re.search(sena, repr(error)):
            usuario, vhost, ca = ajustes.rabbit_user, ajustes.rabbit_vhost, ajustes.rabbit_ca
            dicho = visto[visto.lastindex or 0]
            raise Irrecuperable(
                mensaje.format(usuario=usuario, vhost=vhost, ca=ca, dicho=dicho)
            ) from error
