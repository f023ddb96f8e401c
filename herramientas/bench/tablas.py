"""Las tablas dicen lo medido: completas en la carpeta bench/, y breves en los README de la raíz."""

from herramientas.bench.lista import PARES, TALLER, TALLER_INFO
from herramientas.bench.medida import Medida, resumir

UNIDADES = {"publicar": "msg/s", "consumir": "tareas/s"}
CORTOS = {"C librabbitmq": "C", "Node amqplib": "Node", "pika, ejemplo": "pika"}
IDIOMAS = {  # la esquina, lo que se hace, los dos de este taller y lo que separa los miles
    "README.md": ("por segundo", "publica", "consume", "**este taller**", "con registro", "."),
    "README.en.md": ("per second", "published", "consumed", "**this workshop**", "with logs", ","),
}


def tabla(*renglones: list[str]) -> str:
    """Devuelve una tabla de Markdown: una columna de nombres y las demás, de cifras."""
    lineas = [f"| {' | '.join(celdas)} |" for celdas in renglones]
    lineas.insert(1, "|---" + "|--:" * (len(renglones[0]) - 1) + "|")
    return "\n".join(lineas)


def completa(medidas: list[Medida], accion: str) -> str:
    """Devuelve la tabla de un ritmo, con su proporción a C y entre qué valores anduvo."""
    renglones = [[accion, UNIDADES[accion], "× C", "mínimo-máximo", "vueltas"]]
    for par, r in resumir(medidas, accion).items():
        entre = f"{r.minimo:.0f}-{r.maximo:.0f}"
        renglones.append([par, f"{r.valor:.0f}", f"{r.proporcion:.2f}", entre, str(r.vueltas)])
    return tabla(*renglones)


def breve(medidas: list[Medida], documento: str) -> str:
    """Devuelve la tabla de un README de la raíz: las medianas, con los pares en columnas."""
    esquina, publica, consume, taller, con_registro, miles = IDIOMAS[documento]
    cortos = {**CORTOS, TALLER.nombre: taller, TALLER_INFO.nombre: con_registro}
    renglones = [[esquina, *(cortos.get(par.nombre, par.nombre) for par in PARES)]]
    for accion, dicha in {"publicar": publica, "consumir": consume}.items():
        resumenes = resumir(medidas, accion)
        cifras = [f"{resumenes[par.nombre].valor:,.0f}".replace(",", miles) for par in PARES]
        renglones.append([dicha, *cifras])
    return tabla(*renglones)


def condiciones(medidas: list[Medida]) -> str:
    """Devuelve la máquina, la fecha y las versiones de la última medida de cada par."""
    ultimas = {medida.par: medida for medida in medidas}
    maquinas = " · ".join(sorted({medida.maquina for medida in ultimas.values()}))
    fechas = sorted(medida.vuelta[:10] for medida in ultimas.values())
    entre = " a ".join(dict.fromkeys((fechas[0], fechas[-1])))
    versiones = [f"- {par}: {medida.versiones}" for par, medida in ultimas.items()]
    return "\n".join([f"Máquina: {maquinas}. Fecha: {entre}.", "", *versiones])
