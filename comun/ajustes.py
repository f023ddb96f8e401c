"""Los ajustes: del entorno a una dataclass inmutable, comprobados antes de conectar a nada."""

import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self, TypeVar

from comun import modos
from comun.bitacora import visible
from comun.modo import Modo
from comun.tarea import COMPLEJIDAD_MAXIMA

T = TypeVar("T")
DIA = 86_400  # segundos


class AjusteInvalido(ValueError):
    """Una variable de entorno no vale; el texto nombra variable, valor y lo que se espera."""


def _variable(defecto: T, lee: Callable[[str], T], espera: str, *, secreta: bool = False) -> T:
    """Un campo: su valor si la variable falta, cómo se lee del texto y qué se espera de ella."""
    campo: Any = field(
        default=defecto,
        repr=not secreta,
        metadata={"lee": lee, "espera": espera, "secreta": secreta},
    )
    return campo  # type: ignore[no-any-return] # dataclass lo cambia por un T


def _entero(minimo: int, maximo: int) -> Callable[[str], int]:
    return lambda texto: _dentro(int(texto), minimo, maximo)


def _numero(minimo: float, maximo: float) -> Callable[[str], float]:
    return lambda texto: _dentro(float(texto), minimo, maximo)


def _dentro(numero: T, minimo: T, maximo: T) -> T:
    if not minimo <= numero <= maximo:  # type: ignore[operator] # NaN tampoco pasa
        raise ValueError
    return numero


def _patron(patron: str) -> Callable[[str], str]:
    def lee(texto: str) -> str:
        if not re.fullmatch(patron, texto):
            raise ValueError
        return texto

    return lee


def _rango(texto: str) -> tuple[float, float]:
    partes = re.fullmatch(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?", texto, re.ASCII)
    if not partes:
        raise ValueError
    bajo, alto = float(partes[1]), float(partes[2] or partes[1])
    return _dentro(bajo, 0, alto), _dentro(alto, bajo, COMPLEJIDAD_MAXIMA)


def _servidores(texto: str) -> tuple[str, ...]:
    nombre = _patron(r"[A-Za-z0-9_:-]{1,63}(\.[A-Za-z0-9_:-]{1,63}){0,9}\.?")
    return tuple(nombre(parte.strip()) for parte in texto.split(","))


def _modo(texto: str) -> Modo:
    return modos.todos()[texto.lower().replace("-", "_")]


def _fichero(texto: str) -> str:
    if "\0" in texto or not Path(texto).is_file():
        raise ValueError
    return texto


_TEXTO = _patron(r"[^\x00-\x1f\ud800-\udfff]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ajustes:
    """Cada campo `xxx` se lee de la variable de entorno `XXX`; vacía cuenta como no dada."""

    modo: Modo = _variable(modos.todos()["work_queue"], _modo, " o ".join(modos.todos()))
    tareas: int = _variable(
        10, _entero(0, 10**9), "un entero desde 0, cuántas tareas (0 = hasta que se pare)"
    )
    intervalo: float = _variable(0.5, _numero(0, DIA), "segundos entre dos tareas, desde 0")
    complejidad: tuple[float, float] = _variable(
        (1.0, 5.0),
        _rango,
        f"segundos por tarea, un número o un rango como 1-5, de 0 a {COMPLEJIDAD_MAXIMA}",
    )
    semilla: str = _variable("", _TEXTO, "un texto de hasta 60 caracteres")
    fallos: float = _variable(0.0, _numero(0, 1), "una probabilidad de 0 a 1")
    worker_id: str = _variable(
        "-" + socket.gethostname()[:6],
        _patron(r"[A-Za-z0-9_.-]{1,32}"),
        "de 1 a 32 letras sin acento, cifras, puntos o guiones",
    )
    prefijo: str = _variable(
        "",
        _patron(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,40}"),
        "con qué empiezan los nombres de los contenedores, hasta 41 letras, cifras, _, . o -",
    )
    rabbit_host: tuple[str, ...] = _variable(
        ("localhost",), _servidores, "un nombre o dirección, o varios separados por comas"
    )
    rabbit_port: int = _variable(5672, _entero(1, 65535), "un puerto de 1 a 65535")
    rabbit_vhost: str = _variable("/", _TEXTO, "el nombre de un vhost, de hasta 60 caracteres")
    rabbit_user: str = _variable("", _TEXTO, "un texto de hasta 60 caracteres")
    rabbit_pass: str = _variable("", _TEXTO, "un texto de hasta 60 caracteres", secreta=True)
    rabbit_ca: str = _variable(
        "", _fichero, "la ruta de un fichero PEM: con él, la conexión va por TLS y se comprueba"
    )
    nivel_log: str = _variable(
        "INFO",
        lambda texto: _patron("DEBUG|INFO|WARNING|ERROR")(texto.upper()),
        "DEBUG, INFO, WARNING o ERROR",
    )

    @property
    def worker(self) -> str:
        """El nombre del worker: `worker1` con WORKER_ID=1."""
        return f"worker{self.worker_id}"

    @classmethod
    def de_entorno(cls, entorno: Mapping[str, str]) -> Self:
        """Lee los ajustes de `entorno` (en los servicios, `os.environ`).

        Raises:
            AjusteInvalido: al primer valor que no es lo que se espera.
        """
        valores = {}
        for campo in fields(cls):
            variable = campo.name.upper()
            if not (texto := entorno.get(variable, "")):
                continue
            try:
                valores[campo.name] = campo.metadata["lee"](texto)
            except (ValueError, KeyError, OSError) as error:  # OSError: una ruta imposible
                dado = "(oculto)" if campo.metadata["secreta"] else f"«{visible(texto)}»"
                msg = f"{variable}={dado} no vale: se espera {campo.metadata['espera']}"
                raise AjusteInvalido(msg) from error
        return cls(**valores)
