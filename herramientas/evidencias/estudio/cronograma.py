"""Un `Cronograma` dice, según los registros, quién tuvo cada tarea de una tanda y cuándo."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby, zip_longest

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

    def html(self) -> str:
        """Dibuja la barra: si es corta, solo con el número de su tarea."""
        clase = f"barra {self.worker}" if self.terminada else f"barra {self.worker} a_medias"
        texto = f"tarea {self.tarea}" if self.hasta - self.desde > 2 else str(self.tarea)
        if self.intento > 1:
            clase, texto = "barra repetida", f"{self.tarea} · intento {self.intento}"
        return pieza(clase, self.worker, texto, self.desde, self.hasta - self.desde)


@dataclass(frozen=True, slots=True)
class Cronograma:
    """Un `Cronograma` cuenta en segundos desde lo primero que pasó."""

    titulo: str
    envios: list[int]
    barras: list[Barra]
    cola: bool = False  # dibuja también cuántas esperan

    def __str__(self) -> str:
        envios = f"producer: envía en los segundos {', '.join(map(str, self.envios))}\n"
        a_medias = (barra for barra in self.barras if not barra.terminada)
        muertes = (f"{barra.worker} muere en el segundo {barra.hasta}\n" for barra in a_medias)
        return "".join([envios, *map(str, self.barras), *muertes])

    def html(self) -> str:
        """Dibuja el cronograma: una columna por segundo; las filas están en estilo.css."""
        fin = max(barra.hasta for barra in self.barras)
        piezas = "".join(self._piezas(fin))
        titulo = f'<div class="titulo">{escape(self.titulo)}</div>'
        return f'<div class="cronograma" style="--segundos: {fin}">{titulo}{piezas}</div>'

    def _piezas(self, fin: int) -> Iterator[str]:
        for fila in ("producer", *WORKERS, *(["en_cola"] if self.cola else []), "segundos"):
            nombre = fila.replace("_", " ")
            yield f'<div class="nombre {fila}" style="grid-row: {fila}">{nombre}</div>'
        for segundo in range(0, fin + 1, 1 if fin <= 25 else 2):
            yield pieza("segundo", "segundos", str(segundo), segundo)
        for segundo, cuantas in Counter(self.envios).items():
            if cuantas == 1:
                yield pieza("envio", "producer", str(self.envios.index(segundo) + 1), segundo)
            else:
                yield pieza("golpe", "producer", f"{cuantas} tareas de golpe", segundo)
        for barra in self.barras:
            yield barra.html()
            if not barra.terminada:
                yield pieza("muerte", barra.worker, "docker kill", barra.hasta)
        if self.cola:
            for cuantas, segundos in groupby(range(fin + 1), self.en_cola):
                yield pieza("espera", "en_cola", str(cuantas), next(segundos))

    def en_cola(self, segundo: int) -> int:
        """Cuenta las enviadas que nadie ha tomado al acabar ese segundo."""
        tomadas = {barra.tarea for barra in self.barras if barra.desde <= segundo}
        return sum(envio <= segundo for envio in self.envios) - len(tomadas)


def pieza(clase: str, fila: str, texto: str, segundo: int, duracion: int = 1) -> str:
    """Dibuja algo en su fila; la primera columna de la rejilla es la de los nombres."""
    donde = f"{fila} / {segundo + 2} / auto / span {max(1, duracion)}"
    return f'<div class="{clase}" style="grid-area: {donde}">{texto}</div>'


def cronograma(taller: Taller, titulo: str, *, cola: bool = False) -> Cronograma:
    """Lee los registros de los contenedores de ahora; vale si ninguna tarea falló."""
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
    envios = [round(linea.instante - inicio) for linea in suyas["producer"]]
    return Cronograma(titulo, envios, barras, cola)


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
