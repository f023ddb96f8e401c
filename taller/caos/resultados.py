"""Las filas, impresas y escritas: para leerlas (Markdown) y para compararlas (JSON)."""

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime

from taller.caos.fallo import Fila
from taller.docker import RAIZ, compose, orden
from taller.sistema import Taller

CARPETA = RAIZ / "tests/caos"
DOCUMENTOS = {  # las mismas, para leerlas
    RAIZ / "docs/caos.md": ("resultados", "resultados-largo"),
    RAIZ / "docs/cluster.md": ("resultados-cluster",),
}
TITULOS = {
    "resultados": "Resultados de la suite de caos",
    "resultados-largo": "Cinco minutos de fallos al azar",
    "resultados-cluster": "Un cluster de tres nodos que van cayendo",
}
ANCHOS = {
    "fallo": 12,
    "pedidas": 8,
    "enviadas S": 10,
    "devueltas": 10,
    "dudosas": 8,
    "hechas D": 8,
    "fallidas X": 10,
    "repetidas U": 11,
    "perdidas L": 10,
    "inesperadas": 11,
    "en duda": 8,
    "detección s": 11,
    "recuperación s": 14,
    "resultado": 9,
}
NOTA = """\
Cada fila es un fallo provocado y reparado sobre el compose de verdad; después se espera a que el
broker no tenga nada y se comparan los conjuntos: L = S − D − X. Las pedidas de una tanda con fin
son las enviadas S, las devueltas y las dudosas (sin confirmar, y no se repiten: solo en pub_sub).
Detección: del fallo a la primera línea de un registro que lo nota. Recuperación: de la reparación
(o del fallo, si nadie repara nada) a que todo vuelve a trabajar; como mucho, unas tres veces lo que
suele tardar. En duda: hechas, de un productor que murió (SIGKILL) antes de saber si habían llegado.
En pub_sub, D y L son copias, y solo se pierden las que la garantía admite: las publicadas mientras
su worker faltaba y las que tenía sin hacer al morir. Repetidas: las que estaban en manos de alguien
o sin confirmar; en F26, casi todas, porque lo que el productor escribe a un broker congelado le
llega al despertar, y otra vez cuando se publica de nuevo por no haberse confirmado.
"""


def celdas(fila: Fila) -> list[str]:
    """Los textos de una fila, en el orden de la cabecera."""
    permitidas = " (permitidas)" if fila.permitidas else ""
    publicadas = (fila.enviadas, fila.devueltas, fila.dudosas)
    cuentas = (fila.hechas, fila.fallidas, fila.repetidas, fila.perdidas, fila.inesperadas)
    tiempos = (fila.deteccion, fila.recuperacion)
    return [
        fila.fallo,
        str(fila.pedidas or "–"),
        *map(str, (*publicadas, *cuentas, fila.en_duda)),
        *("–" if t is None else f"{t:.1f}" for t in tiempos),
        fila.resultado.partition("\n")[0] + permitidas,
    ]


def renglon(textos: list[str]) -> str:
    """Una línea alineada para la terminal."""
    anchos = zip(textos, ANCHOS.values(), strict=True)
    return "  ".join(t.ljust(a) for t, a in anchos).rstrip()


def versiones(taller: Taller) -> dict[str, str]:
    """Con qué se ha medido; el broker ha de estar en marcha."""
    pika = (RAIZ / "requirements/base.in").read_text().strip()
    return {
        "commit": orden("git", "describe", "--always", "--dirty=+cambios").strip(),
        "RabbitMQ": taller.api("overview")["rabbitmq_version"],
        "pika": pika.removeprefix("pika=="),
        "Docker": orden("docker", "version", "-f", "{{.Server.Version}}").strip(),
        "compose": compose("version", "--short").strip(),
        "núcleos": str(os.cpu_count()),
    }


def escribe(
    nombre: str, filas: list[Fila], con: dict[str, str], semilla: str, nota: str = NOTA
) -> None:
    """Deja `nombre`.md y `nombre`.json en tests/caos."""
    fecha = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    datos = {"fecha": fecha, "semilla": semilla, "versiones": con}
    cuerpo = {**datos, "filas": [{**asdict(f), "resultado": f.resultado} for f in filas]}
    texto = json.dumps(cuerpo, ensure_ascii=False, indent=1)
    (CARPETA / f"{nombre}.json").write_text(texto + "\n")
    tabla = [list(ANCHOS), ["---"] * len(ANCHOS), *map(celdas, filas)]
    lineas = [f"| {' | '.join(fila)} |" for fila in tabla]
    notas = [f"- {f.fallo}, {f.que}: {' · '.join(f.notas) or 'nada que añadir'}" for f in filas]
    (CARPETA / f"{nombre}.md").write_text(
        f"# {TITULOS[nombre]}\n\n"
        f"{fecha} · SEMILLA={semilla} · {' · '.join(f'{k} {v}' for k, v in con.items())}\n\n"
        f"{nota}\n" + "\n".join([*lineas, "", *notas]) + "\n"
    )
    for documento, partes in DOCUMENTOS.items():
        hechas = [CARPETA / f"{parte}.md" for parte in partes if nombre in partes]
        textos = [f.read_text() for f in hechas if f.exists()]
        if textos:
            siguen = (t.replace("# ", "## ", 1) for t in textos[1:])
            documento.write_text("\n".join([textos[0], *siguen]))
