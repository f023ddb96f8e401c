"""La tabla de los README: las medianas de lo medido, en la cabecera que ya tienen."""

import re

from herramientas.bench.filas import Fila, resumir
from herramientas.bench.lista import TALLER, TALLER_INFO, VARA
from herramientas.sistema.docker import RAIZ

COLUMNAS = {
    "C": VARA,
    "Node": "Node amqplib",
    "**este taller**": TALLER.nombre,
    "**this workshop**": TALLER.nombre,
    "con registro": TALLER_INFO.nombre,
    "with logs": TALLER_INFO.nombre,
    "pika": "pika, ejemplo",
}
RENGLONES = {
    "README.md": ("por segundo", {"publica": "publicar", "consume": "consumir"}, "."),
    "README.en.md": ("per second", {"published": "publicar", "consumed": "consumir"}, ","),
}


def poner_al_dia(filas: list[Fila]) -> None:
    """Escribe en cada README las cifras de ahora."""
    for nombre in RENGLONES:
        archivo = RAIZ / nombre
        archivo.write_text(al_dia(nombre, archivo.read_text("utf-8"), filas), "utf-8")


def al_dia(nombre: str, texto: str, filas: list[Fila]) -> str:
    """El texto de un README con las cifras de ahora."""
    esquina, renglones, miles = RENGLONES[nombre]
    lineas = texto.splitlines(keepends=True)
    pares: list[str] = []
    for i, linea in enumerate(lineas):
        titulo, *celdas = [celda.strip() for celda in linea.strip().strip("|").split("|")]
        if titulo == esquina:
            pares = [COLUMNAS.get(celda, celda) for celda in celdas]
        elif titulo in renglones and linea.startswith("| "):
            medidas = resumir(filas, renglones[titulo])
            cifras = [f"{medidas[par].valor:,.0f}".replace(",", miles) for par in pares]
            lineas[i] = f"| {' | '.join([titulo, *cifras])} |\n"
    vueltas = min((r.vueltas for r in resumir(filas, "publicar").values()), default=0)
    return re.sub(
        r"(mediana de|median of) \d+ (vueltas|rounds)", rf"\1 {vueltas} \2", "".join(lineas)
    )
