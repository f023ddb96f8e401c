"""El README de esta carpeta: lo medido, con sus condiciones; su prosa está en texto.md."""

from pathlib import Path

from herramientas.bench import grafica, lecturas, metas
from herramientas.bench.filas import Fila, Resumen, resumir

CARPETA = Path(__file__).parent
RITMOS = {"publicar": "msg/s", "consumir": "tareas/s"}
SIN_MEDIR = "*Sin medir todavía en una máquina en calma: `make bench`.*"
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
        "LATENCIA": columnas(filas, {"latencia p50": "p50, ms", "latencia p99": "p99, ms"}),
        "COSTOS": columnas(
            filas,
            {
                "memoria": "memoria, MiB",
                "memoria con carga": "con carga, MiB",
                "arranque": "arranque, s",
                "disco": "en disco, MiB",
            },
        ),
        "ESCALA": solas(filas, ("escala", "cola de", "pub_sub")),
        "RECUPERACION": solas(filas, ("tras",)),
        "DIARIO": solas(filas, ("diario:",)),
        "METAS": metas.tabla(filas),
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


def columnas(filas: list[Fila], pruebas: dict[str, str]) -> str:
    """Varias pruebas, una por columna."""
    datos = [resumir(filas, prueba) for prueba in pruebas]
    lineas = [
        f"| | {' | '.join(pruebas.values())} | vueltas |",
        "|---|" + "--:|" * (len(pruebas) + 1),
    ]
    for par in sorted(datos[0], key=lambda par: datos[0][par].valor):
        celdas = [f"{d[par].valor:.2f}" if par in d and d[par].valor else "–" for d in datos]
        vueltas = [d[par].vueltas for d in datos if par in d]
        entre = "-".join(map(str, sorted({min(vueltas), max(vueltas)})))
        lineas.append(f"| {par} | {' | '.join(celdas)} | {entre} |")
    return "\n".join(lineas)


def solas(filas: list[Fila], comienzos: tuple[str, ...]) -> str:
    """Las pruebas que solo hace este taller."""
    lineas = ["| prueba | mediana | mínimo-máximo | vueltas |", "|---|--:|--:|--:|"]
    unidades = {fila.prueba: fila.unidad for fila in filas if fila.prueba.startswith(comienzos)}
    if not unidades:
        return SIN_MEDIR
    for prueba, unidad in unidades.items():
        (r,) = resumir(filas, prueba).values()
        lineas.append(
            f"| {prueba} | {r.valor:.2f} {unidad} | {r.minimo:.2f}-{r.maximo:.2f} | {r.vueltas} |"
        )
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
