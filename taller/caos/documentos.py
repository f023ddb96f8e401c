"""Los resultados: en tests/caos, para compararlos; y de ahí, en docs/, para leerlos."""

import json
from dataclasses import asdict
from typing import Any

from taller.caos.fallo import Fila
from taller.caos.resultados import ANCHOS, celdas
from taller.docker import RAIZ
from taller.medido import ahora

CARPETA = RAIZ / "tests/caos"
SEMILLAS = {  # las que se publican
    "resultados": ("1", "2", "3"),
    "resultados-largo": ("1",),
    "resultados-cluster": ("1",),
}
DEL_TALLER = """\
Cada fila es un fallo provocado y reparado sobre el compose de verdad; después se espera a que el
broker no tenga nada y se comparan los conjuntos: L = S − D − X. Las pedidas de una tanda con fin
son las enviadas S, las devueltas y las dudosas (sin confirmar, y no se repiten: en pub_sub, o al
parar al productor). Detección: del fallo a la primera línea de un registro que lo nota.
Recuperación: de la reparación (o del fallo, si nadie repara nada) a que todo vuelve a trabajar;
se admiten 3 s, o unas tres veces lo que suele tardar si es más: por debajo, lo que cuenta es la
máquina. En duda: hechas, de un productor que murió (SIGKILL) antes de saber si habían llegado. En
pub_sub, D y L son copias, y solo se pierden las que la garantía admite: las publicadas mientras
su worker faltaba y las que tenía sin hacer al morir. Repetidas: las que estaban en manos de
alguien o sin confirmar; en F26 no hay tope, porque lo que el productor escribe a un broker
congelado le llega al despertar, y otra vez cuando se publica de nuevo por no haberse confirmado.
"""
DEL_CLUSTER = """\
Como docs/caos.md, sobre despliegue/cluster: se mata un nodo (SIGKILL, salvo en C6 y C7), se trae de
vuelta y se comparan los conjuntos: L = S − D − X. Recuperación: el rato más largo en que al
productor no se le confirmó nada; en C4, desde que se arrancan los nodos; en C5, desde que mueren;
en C8, hasta que el worker tiene otra cola. En pub_sub, D y L son copias, y solo se pierden las que
la garantía admite: las publicadas mientras su worker no tenía cola. PLAZO_ACK es lo que una tarea
puede estar sin ack: si RabbitMQ pierde una entrega entre dos nodos, lo que tarda en recuperarse.
Las dudosas de C7 son las que el productor escribió al nodo congelado y, cuando se le paró, aún no
había podido repetir.
"""
DOCUMENTOS = {  # documento → título, nota y los ficheros que cuenta, uno por semilla
    "caos.md": ("Resultados de la suite de caos", DEL_TALLER, ("resultados", "resultados-largo")),
    "cluster.md": (
        "Un cluster de tres nodos que van cayendo",
        DEL_CLUSTER,
        ("resultados-cluster",),
    ),
}
CAPITULOS = {
    "resultados": "Los fallos, uno a uno",
    "resultados-largo": "Cinco minutos de fallos al azar",
    "resultados-cluster": "Los fallos, uno a uno",
}


def escribe(nombre: str, filas: list[Fila], con: dict[str, str], semilla: str) -> None:
    """Si es de las semillas que se publican, deja los resultados y pone al día su documento."""
    if semilla not in SEMILLAS[nombre]:
        print(f"\n· no se escribe: se publican las semillas {', '.join(SEMILLAS[nombre])}")
        return
    datos = {"fecha": ahora(), "semilla": semilla, "versiones": con}
    texto = json.dumps({**datos, "filas": list(map(asdict, filas))}, ensure_ascii=False, indent=1)
    fichero = CARPETA / f"{nombre}.{semilla}.json"
    fichero.write_text(texto + "\n")
    (documento,) = (d for d, (*_, nombres) in DOCUMENTOS.items() if nombre in nombres)
    (RAIZ / "docs" / documento).write_text(redacta(documento))
    print(f"\n· escrito en {fichero.relative_to(RAIZ)} y en docs/{documento}")


def corridas(nombre: str) -> list[dict[str, Any]]:
    """Lo medido con cada una de sus semillas; de alguna puede no haber aún."""
    ficheros = (CARPETA / f"{nombre}.{semilla}.json" for semilla in SEMILLAS[nombre])
    return [json.loads(f.read_text()) for f in ficheros if f.exists()]


def redacta(documento: str) -> str:
    """El documento entero, de lo medido."""
    titulo, nota, nombres = DOCUMENTOS[documento]
    capitulos = [capitulo(nombre, corrida) for nombre in nombres for corrida in corridas(nombre)]
    return "\n".join([f"# {titulo}\n", nota, *capitulos])


def capitulo(nombre: str, corrida: dict[str, Any]) -> str:
    """La tabla de una corrida y lo que anotó cada fila."""
    filas = [Fila(**fila) for fila in corrida["filas"]]
    con = " · ".join(f"{que} {cual}" for que, cual in corrida["versiones"].items())
    tabla = [list(ANCHOS), ["---"] * len(ANCHOS), *map(celdas, filas)]
    notas = [f"- {f.fallo}, {f.que}: {' · '.join(f.notas)}" for f in filas if f.notas]
    lineas = [
        f"## {CAPITULOS[nombre]}: SEMILLA={corrida['semilla']}",
        "",
        f"{corrida['fecha']} · {con}",
        "",
        *(f"| {' | '.join(fila)} |" for fila in tabla),
        "",
        *notas,
    ]
    return "\n".join(lineas).rstrip() + "\n"
