"""Este módulo lee los ajustes del entorno y los comprueba antes de conectarse a nada."""

import re
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self, TypeVar

from comun import modos
from comun.campos import COMPLEJIDAD_MAXIMA
from comun.familias.modo import Modo
from comun.servicio import eleccion
from comun.texto import visible

T = TypeVar("T")
N = TypeVar("N", int, float)
DIA = 86_400  # segundos
NIVELES = ("DEBUG", "INFO", "WARNING", "ERROR")


class AjusteInvalido(ValueError):
    """Este error nombra la variable de entorno que no es válida, su valor y lo que se espera."""


def _variable(defecto: T, lee: Callable[[str], T], espera: str, *, secreta: bool = False) -> T:
    """Devuelve un campo, con su valor si la variable falta, cómo se lee y qué se espera de ella."""
    campo: Any = field(default=defecto, repr=not secreta, metadata={"lee": lee, "espera": espera})
    return campo  # type: ignore[no-any-return] # dataclass lo cambia por un T


def _numero(defecto: N, minimo: N, maximo: N, que: str) -> N:
    """Devuelve un campo que es un número, del tipo de su valor por defecto."""

    def lee(texto: str) -> N:
        numero = type(defecto)(texto)
        if not minimo <= numero <= maximo:  # NaN tampoco pasa
            raise ValueError
        return numero

    return _variable(defecto, lee, f"{que} de {minimo} a {maximo}")


def _patron(patron: str) -> Callable[[str], str]:
    """Devuelve la función que lee un texto, si encaja entero en una regex."""

    def lee(texto: str) -> str:
        if not re.fullmatch(patron, texto):
            raise ValueError
        return texto

    return lee


def _rango(texto: str) -> tuple[float, float]:
    bajo, guion, alto = texto.partition("-")
    rango = float(bajo), float(alto if guion else bajo)
    if not 0 <= rango[0] <= rango[1] <= COMPLEJIDAD_MAXIMA:
        raise ValueError
    return rango


def _servidores(texto: str) -> tuple[str, ...]:
    nombre = _patron(r"[A-Za-z0-9_:-]{1,63}(\.[A-Za-z0-9_:-]{1,63}){0,9}\.?")
    return tuple(nombre(parte.strip()) for parte in texto.split(","))


def _modo(texto: str) -> Modo:
    return modos.todos()[texto.lower().replace("-", "_")]


def _lista(texto: str) -> tuple[str, ...]:
    return tuple(parte.strip() for parte in texto.split(","))


def _certificados(texto: str) -> str:
    ssl.create_default_context(cafile=texto)
    return texto


TEXTO = (_patron(r"[^\x00-\x1f\ud800-\udfff]{1,60}"), "un texto de hasta 60 caracteres")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ajustes:
    """Unos `Ajustes` son inmutables, y cada campo `xxx` se lee de la variable de entorno `XXX`.

    Una variable vacía cuenta como no dada.
    """

    modo: Modo = _variable(modos.todos()["work_queue"], _modo, " o ".join(modos.todos()))
    tareas: int = _numero(10, 0, 10**9, "cuántas tareas (0 = hasta que se pare), un entero")
    intervalo: float = _numero(0.5, 0, DIA, "segundos entre dos tareas,")
    complejidad: tuple[float, float] = _variable(
        (1.0, 5.0), _rango, f"un número o un rango, como 1-5, de 0 a {COMPLEJIDAD_MAXIMA} segundos"
    )
    semilla: str = _variable("", *TEXTO)
    fallos: float = _numero(0.0, 0, 1, "una probabilidad")
    tipos: tuple[str, ...] = _variable((), _lista, "")  # los tipos que envía el productor
    atiende: tuple[str, ...] = _variable((), _lista, "")  # las claves que atiende el worker
    plazo_ack: int = _numero(1800, 1, DIA, "segundos enteros que una tarea puede estar sin ack,")
    worker_id: str = _variable(
        "-" + socket.gethostname()[:6],
        _patron(r"[A-Za-z0-9_.-]{1,32}"),
        "de 1 a 32 letras sin acento, números, puntos o guiones",
    )
    prefijo: str = _variable("", *TEXTO)  # de los contenedores; si no es válido, Docker lo dice
    puerto_panel: int = _numero(8080, 1, 65535, "un puerto")  # este y el otro los dice la demo
    puerto_ui: int = _numero(15672, 1, 65535, "un puerto")
    panel_hosts: tuple[str, ...] = _variable(
        ("localhost",), _servidores, "nombres con los que se abre el panel, separados por comas"
    )
    rabbit_host: tuple[str, ...] = _variable(
        ("localhost",), _servidores, "un nombre o dirección, o varios separados por comas"
    )
    rabbit_port: int = _numero(5672, 1, 65535, "un puerto")
    rabbit_vhost: str = _variable("/", *TEXTO)
    rabbit_user: str = _variable("", *TEXTO)
    rabbit_pass: str = _variable("", *TEXTO, secreta=True)
    rabbit_ca: str = _variable("", _certificados, "un archivo PEM, para ir por TLS y comprobarlo")
    nivel_log: str = _variable(
        "INFO", lambda t: NIVELES[NIVELES.index(t.upper())], " o ".join(NIVELES)
    )

    @classmethod
    def de_entorno(cls, entorno: Mapping[str, str]) -> Self:
        """Lee los ajustes de `entorno` (en los servicios, `os.environ`).

        Raises:
            AjusteInvalido: al primer valor que no es lo que se espera.
        """
        valores = {}
        for campo in fields(cls):
            variable = campo.name.upper()
            if texto := entorno.get(variable, ""):
                try:
                    valores[campo.name] = campo.metadata["lee"](texto)
                except (ValueError, KeyError, OSError) as error:  # OSError: de ssl o de la ruta
                    dado = f"«{visible(texto)}»" if campo.repr else "(oculto)"
                    msg = f"{variable}={dado} no es válido: se espera {campo.metadata['espera']}"
                    raise AjusteInvalido(msg) from error
        ajustes = cls(**valores)
        try:
            return replace(
                ajustes,
                tipos=eleccion.tipos(ajustes.modo, ajustes.tipos),
                atiende=eleccion.claves(ajustes.modo, ajustes.atiende),
            )
        except eleccion.EleccionInvalida as error:
            raise AjusteInvalido(str(error)) from error
