"""Las cifras de los documentos salen de docs/medido.json, que dice con qué y cuándo se midió.

Que digan lo mismo lo comprueba tests/unit/test_documentos.py.
"""

import json
import os
import statistics
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from herramientas.sistema.docker import RAIZ, compose, orden
from herramientas.sistema.taller import Taller

ARCHIVO = RAIZ / "docs/medido.json"
# Lo que se escribe al medir no es un cambio de lo medido
SIN_LO_MEDIDO = (":!docs", ":!tests/caos", ":!img", ":!README*")


def mide_aparte(
    medida: str,
    aparte: Callable[[], Taller],
    cifras: Callable[[Taller], Iterable[tuple[str, float]]],
    veces: int = 1,
    resumen: Callable[[list[float]], float] = statistics.median,
) -> None:
    """Repite una medida, cada vez en un taller nuevo, y apunta de cada cifra el resumen.

    `cifras` arranca lo que le haga falta; al acabar, el broker ha de estar en marcha.
    """
    vistas: dict[str, list[float]] = {}
    for vez in range(1, veces + 1):
        with aparte() as taller:
            for que, valor in cifras(taller):
                vistas.setdefault(que, []).append(valor)
                print(f"{medida}, {vez} de {veces}: {que:<42} {valor:.4g}", flush=True)
            con = versiones(taller)
    apunta(medida, {que: resumen(valores) for que, valores in vistas.items()}, con)


def versiones(taller: Taller) -> dict[str, str]:
    """Dice con qué se ha medido; el broker ha de estar en marcha."""
    broker = taller.api("overview")
    pika = (RAIZ / "comun/requirements.in").read_text().strip()
    return {
        "commit": commit(),
        "RabbitMQ": broker["rabbitmq_version"],
        "Erlang": broker["erlang_version"],
        "pika": pika.removeprefix("pika=="),
        "Docker": orden("docker", "version", "-f", "{{.Server.Version}}").strip(),
        "compose": compose("version", "--short").strip(),
        "núcleos": str(os.cpu_count()),
    }


def commit() -> str:
    """Dice qué commit se mide; acaba en `+cambios` si hay algo sin guardar en git."""
    try:
        cambios = orden("git", "status", "--porcelain", "--", ".", *SIN_LO_MEDIDO)
        return orden("git", "rev-parse", "--short", "HEAD").strip() + "+cambios" * bool(cambios)
    except (RuntimeError, FileNotFoundError):  # no hay git, o esto no es un clon
        return "sin git"


def ahora() -> str:
    """Dice la fecha de una medida."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def apunta(medida: str, cifras: Mapping[str, float], con: Mapping[str, str]) -> None:
    """Deja las cifras de una medida en lugar de las que hubiera de ella."""
    todo = lee()
    redondas = {que: float(f"{valor:.4g}") for que, valor in cifras.items()}
    todo[medida] = {"fecha": ahora(), "versiones": dict(con), "cifras": redondas}
    ARCHIVO.write_text(json.dumps(todo, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    print(f"· escrito en {ARCHIVO.relative_to(RAIZ)}")


def lee() -> dict[str, Any]:
    """Devuelve todas las medidas, por su nombre."""
    todo: dict[str, Any] = json.loads(ARCHIVO.read_text()) if ARCHIVO.exists() else {}
    return todo
