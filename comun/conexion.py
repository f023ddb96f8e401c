"""Una conexión con el broker: abrirla con el servidor que conteste, despertarla y cerrarla."""

from collections.abc import Callable
from contextlib import suppress
from typing import Self

from pika import exceptions
from pika.adapters.blocking_connection import BlockingConnection

from comun.ajustes import Ajustes
from comun.causas import PERDIDA
from comun.parametros import parametros
from comun.servidores import apuntar_fallo, en_orden, olvidar_fallos


class Conexion(BlockingConnection):
    """Una conexión abierta que sabe con qué servidor es; con `with`, apunta si se pierde."""

    def __init__(self, ajustes: Ajustes, nombre: str, servidor: str) -> None:
        super().__init__(parametros(ajustes, nombre, servidor))
        self.servidor = servidor

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _tipo: object, error: object, _traza: object) -> None:
        if isinstance(error, PERDIDA):
            apuntar_fallo(self.servidor)
        cerrar(self)


def abrir(ajustes: Ajustes, nombre: str) -> Conexion:
    """Una conexión con el primer servidor que contesta.

    Raises:
        Exception: una de PERDIDA, la del último; no contesta ninguno.
        Irrecuperable: como `contexto`.
    """
    errores: list[Exception] = []
    for servidor in en_orden(ajustes.rabbit_host):
        try:
            return Conexion(ajustes, nombre, servidor)
        except PERDIDA as error:
            apuntar_fallo(servidor)
            errores.append(error)
    olvidar_fallos()  # todos: en otro orden, el motivo que se ve no es siempre el del mismo
    raise errores[-1]


def cerrar(conexion: BlockingConnection) -> None:
    """Cierra la conexión; si ya se perdió, no es una novedad."""
    try:
        if conexion.is_open:
            conexion.close()
    except PERDIDA:
        pass


def despertador(
    conexion: BlockingConnection, avisar: Callable[[], None] = lambda: None
) -> Callable[[], None]:
    """Para una señal: despierta a quien use la conexión, que además llama a `avisar`.

    Es lo único de pika que admite un manejador de señales: parar el consumo en él tardaba 3,7 s.
    """

    def despertar() -> None:
        with suppress(exceptions.AMQPError):  # si se ha perdido, no hay a quién despertar
            conexion.add_callback_threadsafe(avisar)

    return despertar
