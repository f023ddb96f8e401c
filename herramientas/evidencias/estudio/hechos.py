"""Los `Hechos` de una tanda llevan su segundo, según los registros: de ahí sale el cronograma."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from herramientas.sistema.lineas import Linea
from herramientas.sistema.taller import WORKERS, Taller


@dataclass(slots=True)
class Barra:
    """Una `Barra` es una tarea en manos de un worker, de un segundo a otro."""

    worker: str
    tarea: int
    intento: int
    desde: int
    hasta: int  # si no está terminada, cuando murió el worker
    terminada: bool

    def __str__(self) -> str:
        fin = f"al {self.hasta}" if self.terminada else "en adelante, sin terminar"
        que = f"{self.worker}: tarea {self.tarea}, intento {self.intento}"
        return f"{que}, del segundo {self.desde} {fin}\n"


@dataclass(frozen=True, slots=True)
class Hechos:
    """Los `Hechos` cuentan lo que hizo cada uno, en segundos desde lo primero que pasó."""

    envios: list[int]
    barras: list[Barra]

    def __str__(self) -> str:
        envios = f"producer: envía en los segundos {', '.join(map(str, self.envios))}\n"
        a_medias = (barra for barra in self.barras if not barra.terminada)
        muertes = (f"{barra.worker} muere en el segundo {barra.hasta}\n" for barra in a_medias)
        return "".join([envios, *map(str, self.barras), *muertes])

    def en_cola(self, segundo: int) -> int:
        """Cuenta las enviadas que nadie ha tomado al acabar ese segundo."""
        tomadas = {barra.tarea for barra in self.barras if barra.desde <= segundo}
        return sum(envio <= segundo for envio in self.envios) - len(tomadas)


def hechos(taller: Taller) -> Hechos:
    """Lee los de los contenedores actuales; ninguna tarea ha de haber fallado."""
    suyas = {s: [li for li in taller.lineas(s) if li.verbo] for s in ("producer", *WORKERS)}
    instantes = [linea.instante for lineas in suyas.values() for linea in lineas]
    inicio = min(instantes)
    barras = [barra for worker in WORKERS for barra in seguidas(suyas[worker], inicio)]
    for barra in barras:
        if not barra.terminada:
            # Docker tarda en matar según lo cargada que esté la máquina: se dice el segundo de
            # lo último que había pasado.
            fin = taller.murio(barra.worker)
            barra.hasta = round(max(i for i in instantes if i <= fin) - inicio)
    return Hechos([round(linea.instante - inicio) for linea in suyas["producer"]], barras)


def seguidas(lineas: list[Linea], inicio: float) -> Iterator[Barra]:
    """Da las barras de un worker, que hace una tarea tras otra, en segundos enteros.

    Para que no se acumule lo que esta máquina tarda entre dos tareas, una dura sus segundos
    completos, y la que sigue a menos de uno empieza al acabar ella.
    """
    fin, hasta = 0.0, 0  # de la barra anterior: cuándo acabó, y en qué segundo se dibuja
    for recibida, completada in zip_longest(lineas[::2], lineas[1::2]):
        tarea = int(recibida.tarea.rpartition("-")[2])
        seguida = recibida.instante - fin < 1
        desde = hasta if seguida else round(recibida.instante - inicio)
        if completada:
            fin = completada.instante
            hasta = desde + int(fin - recibida.instante + 0.1)
        yield Barra(recibida.quien, tarea, recibida.intento, desde, hasta, bool(completada))
