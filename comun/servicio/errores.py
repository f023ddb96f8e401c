"""Este módulo dice por qué falla una conexión, y si se puede arreglar esperando."""

import re

from comun.servicio.ajustes import Ajustes


class Irrecuperable(Exception):
    """Este error no se arregla esperando: credenciales, permisos, una cola con otros argumentos."""


# La regex que se busca en el repr de un error → lo que se dice; se usa la primera que encaja
EXPLICACIONES = {
    "gaierror": "ese nombre no se resuelve: el broker no está en marcha",
    "ConnectionRefusedError": "todavía no escucha en ese puerto",
    "no exchange 'eventos_tareas'": "falta eventos_tareas: importa rabbitmq/definiciones.json",
    "no exchange 'tareas_por_cola'": "falta tareas_por_cola: importa rabbitmq/definiciones.json",
    "403.*eventos_tareas": "al usuario le falta el permiso, que está en rabbitmq/90-taller.conf",
    "no queue 'eventos'|UnroutableError": "falta el stream eventos: importa"
    " rabbitmq/definiciones.json",
    "connection limit": "no caben más conexiones: el vhost o el usuario tienen un límite",
    "ConsumerCancelled": "el broker canceló el consumo: ¿cola borrada, o más de PLAZO_ACK?",
    # lo dice un RabbitMQ anterior a 4.3, que en lugar de cancelar el consumo cierra el canal
    "delivery acknowledgement": "el broker dejó de esperar un ack: ¿más de PLAZO_ACK?",
    "SinConfirmaciones": "el broker no confirma",
    "INTERNAL_ERROR": "el broker no puede: ¿le falta la mayoría de sus nodos?",
    "CONNECTION_FORCED": "la cerró el broker",
    "imeout": "el broker no responde",
    # pika da cualquier fallo suyo como un corte
    "StreamLost.*ValueError": "llegó un mensaje con una cabecera que pika no sabe leer",
    # así se llama también un corte mientras se publicaba, o en pleno saludo
    "StreamLost|ChannelWrongState|IncompatibleProtocol|Probable": "se cortó",
}
AL_DIA = (
    "make claves (o, sin make, docs/averias.md) los pone al día; docker compose down -v empieza de"
    " cero (y borra las colas)"
)
# La regex que se busca, cuando esperar no sirve → qué revisar. pika llama «probable» a cualquier
# corte en pleno saludo, y solo lo es si el broker lo ha dicho
SIN_ARREGLO = {
    "ProbableAuthentication.*ACCESS_REFUSED": "el broker rechaza la clave del usuario «{usuario}»:"
    " revisa RABBIT_USER y RABBIT_PASS (con compose, CLAVE_* en .env). Un volumen antiguo conserva"
    f" los usuarios y las claves de entonces: {AL_DIA}",
    "ProbableAccessDenied(?!.*connection limit).*NOT_ALLOWED": "el vhost «{vhost}» no existe o no"
    " admite al usuario «{usuario}»: revisa RABBIT_VHOST",
    r"CERTIFICATE_VERIFY_FAILED\W+(.*?)(?: \(_ssl|$)": "el certificado del broker no es válido:"
    " {dicho}. Revisa RABBIT_CA={ca} y el nombre en RABBIT_HOST",
    r"ChannelClosedByBroker: \(403\) .(.*).": "al usuario «{usuario}» le falta un permiso: {dicho}."
    f" Un volumen antiguo conserva los que había en rabbitmq/90-taller.conf: {AL_DIA}",
    r"ChannelClosedByBroker: \(405\) .(.*).": "otra conexión la tiene solo para sí: {dicho}. Cierra"
    " esa conexión en la interfaz web, o declárala sin «exclusive»",
    r"ChannelClosedByBroker: \(\d+\) .(.*inequivalent arg.*).": "ya existe con otros argumentos:"
    " {dicho}. Bórrala en la interfaz web, o declara lo mismo que quien la creó",
}


def explicacion(error: BaseException | None) -> str:
    """Devuelve en una frase corta por qué falló una conexión."""
    texto = repr(error)  # str() no sirve: el de AMQPConnectionError es vacío
    return next((frase for sena, frase in EXPLICACIONES.items() if re.search(sena, texto)), texto)


def fallar_si_no_tiene_arreglo(error: BaseException | None, ajustes: Ajustes) -> None:
    """Comprueba que reintentar puede servir.

    Raises:
        Irrecuperable: reintentar no sirve; el texto dice qué revisar.
    """
    for sena, mensaje in SIN_ARREGLO.items():
        if visto := re.search(sena, repr(error)):
            usuario, vhost, ca = ajustes.rabbit_user, ajustes.rabbit_vhost, ajustes.rabbit_ca
            dicho = visto[visto.lastindex or 0]
            raise Irrecuperable(
                mensaje.format(usuario=usuario, vhost=vhost, ca=ca, dicho=dicho)
            ) from error
