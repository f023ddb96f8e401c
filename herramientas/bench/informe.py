"""El README de esta carpeta: lo medido, con sus condiciones; su prosa está en texto.md."""

from pathlib import Path

from herramientas.bench import grafica, lecturas
from herramientas.bench.filas import Fila, Resumen, resumir

CARPETA = Path(__file__).parent
RITMOS = {"publicar": "msg/s", "consumir": "tareas/s"}
TITULOS = {
    "publicar": "Publicar: mensajes confirmados por segundo",
    "consumir": "Consumir: tareas vacías por segundo, dos procesos",
}


def escribir(filas: list[Fila]) -> None:
    """Hace de nuevo este README, las gráficas y la tabla de los otros con las últimas vueltas."""
    texto = (CARPETA / "texto.md").read_text(encoding="utf-8")
    for hueco, parte in {
        "CONDICIONES": condiciones(filas),
        "PUBLICAR": tabla(filas, "publicar"),
        "CONSUMIR": tabla(filas, "consumir"),
    }.items():
        texto = texto.replace(f"<!-- {hueco} -->", parte)
    (CARPETA / "README.md").write_text(texto, encoding="utf-8")
    for prueba, unidad in RITMOS.items():
        if datos := _en_orden(filas, prueba):
            grafica.barras(prueba, TITULOS[prueba], unidad, datos)
    lecturas.poner_al_dia(filas)


def tabla(filas: list[Fila], prueba: str) -> str:
    """Un ritmo: mediana, proporción a C en la misma vuelta, y entre qué valores anduvo."""
    lineas = [
        f"| {prueba} | {RITMOS[prueba]} | × C | mínimo-máximo | vueltas |",
        "|---|--:|--:|--:|--:|",
    ]
    for par, r in _en_orden(filas, prueba).items():
        entre = f"{r.minimo:.0f}-{r.maximo:.0f}"
        lineas.append(f"| {par} | {r.valor:.0f} | {r.proporcion:.2f} | {entre} | {r.vueltas} |")
    return "\n".join(lineas)


def condiciones(filas: list[Fila]) -> str:
    """Con qué y dónde se midió."""
    ultimas = {fila.par: fila for fila in filas}
    lineas = [f"- {par}: {fila.versiones}" for par, fila in ultimas.items()]
    maquinas = " · ".join(sorted({fila.maquina for fila in ultimas.values()}))
    fechas = sorted(fila.vuelta[:10] for fila in ultimas.values())
    entre = " a ".join(dict.fromkeys((fechas[0], fechas[-1]))) if fechas else "nunca"
    return "\n".join([f"Máquina: {maquinas}. Fecha: {entre}.", "", *lineas])


def _en_orden(filas: list[Fila], prueba: str) -> dict[str, Resumen]:
    datos = resumir(filas, prueba)
    return dict(sorted(datos.items(), key=lambda par: -par[1].valor))
