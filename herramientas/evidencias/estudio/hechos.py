"""Los hechos de una tanda con su segundo, sacados de los registros: de ahí sale el cronograma."""

from dataclasses import dataclass, field

from herramientas.sistema.taller import WORKERS, Taller

DE_INTERES = ("enviada", "recibida", "completada")


@dataclass(slots=True)
class Barra:
    """Una tarea en manos de un worker; `hasta` es None si no la terminó."""

    worker: str
    tarea: int
    intento: int
    desde: float
    hasta: float | None = None


@dataclass(slots=True)
class Hechos:
    """Lo que pasó, en segundos desde la primera tarea enviada."""

    envios: list[float] = field(default_factory=list)
    barras: list[Barra] = field(default_factory=list)
    muerte: tuple[str, float] | None = None

    def __str__(self) -> str:
        """Un hecho por línea."""
        barras = [
            f"{b.worker}: tarea {b.tarea}, intento {b.intento}, del segundo {b.desde}"
            f" {f'al {b.hasta}' if b.hasta is not None else 'en adelante, sin terminar'}"
            for b in self.barras
        ]
        muerte = [f"{self.muerte[0]} muere en el segundo {self.muerte[1]}"] if self.muerte else []
        envios = ", ".join(map(str, self.envios))
        return "\n".join([f"producer: envía en los segundos {envios}", *barras, *muerte, ""])

    def en_cola(self, segundo: int) -> int:
        """Enviadas y aún sin nadie que las tenga, al acabar ese segundo."""
        enviadas = sum(t <= segundo for t in self.envios)
        tomadas = {b.tarea for b in self.barras if b.desde <= segundo}
        return enviadas - len(tomadas)


def hechos(taller: Taller, muerto: str = "") -> Hechos:
    """Los de los contenedores actuales; `muerto`, el worker que se mató."""
    todas = (li for s in ("producer", *WORKERS) for li in taller.lineas(s))
    lineas = sorted((li for li in todas if li.verbo in DE_INTERES), key=lambda li: li.instante)
    inicio = lineas[0].instante
    resultado = Hechos()
    for linea in lineas:
        segundo, tarea = linea.instante - inicio, int(linea.tarea.rpartition("-")[2])
        if linea.verbo == "enviada":
            resultado.envios.append(round(segundo))
        elif linea.verbo == "recibida":
            resultado.barras.append(Barra(linea.quien, tarea, linea.intento, segundo))
        else:
            suya = [b for b in resultado.barras if (b.worker, b.tarea) == (linea.quien, tarea)]
            suya[-1].hasta = segundo
    if muerto:
        # Docker tarda en matar según lo cargada que esté la máquina: se dice el segundo de lo
        # último que había pasado.
        fin = taller.murio(muerto)
        antes = [linea.instante for linea in lineas if linea.instante <= fin]
        resultado.muerte = muerto, round(antes[-1] - inicio)
    resultado.barras.sort(key=lambda b: (b.worker, b.desde))
    redondear(resultado.barras)
    return resultado


def redondear(barras: list[Barra]) -> None:
    """Pasa a segundos enteros sin que se acumule lo que esta máquina tarda entre dos tareas.

    Una tarea dura sus segundos completos, y la que sigue a menos de uno empieza al acabar ella.
    """
    anterior, fin = "", 0.0  # de quién era la barra anterior y cuándo acabó de verdad
    entero = 0
    for barra in barras:
        seguida = barra.worker == anterior and barra.desde - fin < 1
        desde, hasta = barra.desde, barra.hasta
        barra.desde = entero if seguida else round(desde)
        if hasta is not None:
            entero = int(barra.desde) + int(hasta - desde + 0.1)
            barra.hasta, fin = entero, hasta
        anterior = barra.worker
