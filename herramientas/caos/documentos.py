"""Los resultados: en tests/caos, para compararlos; y de ahí, en docs/, para leerlos."""

import json
from dataclasses import asdict
from typing import Any

from herramientas.caos.fallo import Fila
from herramientas.caos.resultados import ANCHOS, celdas
from herramientas.medidas.medido import ahora
from herramientas.sistema.docker import RAIZ

CARPETA = RAIZ / "tests/caos"
SEMILLAS = {  # las que se publican
    "resultados": ("1", "2", "3"),
    "resultados-largo": ("1",),
    "resultados-cluster": ("1",),
}
DEL_TALLER = """\
Cada fila es un fallo que se provoca y se repara en un taller de verdad. Después se espera a que el
broker no tenga nada y se compara lo que se envió con lo que se hizo. Qué dice cada columna:

- pedidas: TAREAS. Son las enviadas, las devueltas y las dudosas. Con «–», el productor envía hasta
  que se le para.
- enviadas S: las que el broker confirmó. Devueltas: en pub_sub, las que no tenían suscriptor.
  Dudosas: no se supo si llegaron, y no se repiten (en pub_sub, o al parar al productor).
- hechas D: una vez al menos; en pub_sub, copias. Fallidas X: acabaron en tareas_fallidas.
- repetidas U: las veces de más. Son de tareas que alguien tenía en mano, o que estaban sin
  confirmar. F26 no tiene tope: lo que el productor escribe a un broker congelado le llega cuando
  despierta, y otra vez cuando se publica de nuevo por no haberse confirmado.
- perdidas L: enviadas que ni se hicieron ni fallaron (S − D − X, tarea a tarea). En pub_sub, copias
  que faltan de las dos de cada enviada (2·S − D); «permitidas» si se publicaron mientras su worker
  faltaba, o si esperaban en su cola, que muere con su conexión: es lo que pub_sub no garantiza.
- inesperadas: se hicieron sin que nadie las enviara; no se admite ninguna. En duda: se hicieron, y
  su productor murió (SIGKILL) antes de saber si habían llegado; no están entre las hechas.
- detección: del fallo a la primera línea de un registro que lo nota; «–» si no hay qué notar.
- recuperación: de la reparación (o del fallo, si nadie repara nada) a que todo vuelve a trabajar.
  Cada fallo tiene su límite, unas tres veces lo que más se tardó aquí; nunca menos de 3 s, porque
  en ese rato la velocidad de la máquina cuenta más que el taller. En F10, 5 s más: los que espera
  quien pregunta al DNS, si la red se va a mitad de la pregunta.
"""
DEL_CLUSTER = """\
Como [caos.md](caos.md), que dice qué es cada columna, sobre despliegue/cluster: se mata un nodo
(SIGKILL, salvo en C6 y C7), se trae de vuelta y se hacen las mismas cuentas.

- recuperación: el rato más largo en que al productor no se le confirmó nada; en C4, desde que se
  arrancan los nodos; en C5, desde que mueren; en C8, hasta que el worker tiene otra cola.
- En pub_sub solo se pierden copias publicadas mientras su worker no tenía cola.
- PLAZO_ACK: lo que una tarea puede estar sin ack. Si RabbitMQ pierde una entrega entre dos nodos,
  es lo que tarda en recuperarse.
- Las dudosas de C7: lo que el productor escribió al nodo congelado y, cuando se le paró, aún no
  había podido repetir. No están perdidas: el productor dice que no sabe si llegaron.
- La última nota de C8: lo que nadie confirmó llegó a los dos, salvo lo publicado mientras uno de
  ellos no tenía cola.
"""
DOCUMENTOS = {  # documento → título, nota y los archivos que cuenta, uno por semilla
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
    archivo = CARPETA / f"{nombre}.{semilla}.json"
    archivo.write_text(texto + "\n")
    (documento,) = (d for d, (*_, nombres) in DOCUMENTOS.items() if nombre in nombres)
    (RAIZ / "docs" / documento).write_text(redacta(documento))
    print(f"\n· escrito en {archivo.relative_to(RAIZ)} y en docs/{documento}")


def corridas(nombre: str) -> list[dict[str, Any]]:
    """Lo medido con cada una de sus semillas; de alguna puede no haber aún."""
    archivos = (CARPETA / f"{nombre}.{semilla}.json" for semilla in SEMILLAS[nombre])
    return [json.loads(f.read_text()) for f in archivos if f.exists()]


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
    notas = [f"- {f.fallo}: {' · '.join(f.notas)}" for f in filas if f.notas]
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
