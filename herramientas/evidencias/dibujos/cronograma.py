"""Un `Cronograma` dibuja quién tuvo cada tarea de una tanda y cuándo, segundo a segundo."""

from collections import Counter
from collections.abc import Iterator

from herramientas.dibujo import svg
from herramientas.evidencias.estudio.hechos import Barra, Hechos
from herramientas.evidencias.estudio.imagen import Imagen

IZQUIERDA, DERECHA = 100, 36  # lo que queda a los lados del tiempo
CABECERA, FILA, GROSOR = 54, 48, 32
CLARO = "#f0f6fc"
COLORES = {"worker1": ("#1b3f66", svg.AZUL), "worker2": ("#1a4d31", svg.VERDE)}  # relleno y borde
REPETIDA = ("#5c4410", svg.AMBAR)


class Cronograma:
    """Un `Cronograma` tiene una fila por servicio y, con `cola`, otra con las que esperan."""

    def __init__(self, hechos: Hechos, *, cola: bool = False) -> None:
        self.hechos = hechos
        self.fin = int(max(barra.hasta for barra in hechos.barras))
        filas = ["producer", "worker1", "worker2", *(["en cola"] if cola else [])]
        self.ys = {fila: CABECERA + FILA * (n + 0.5) for n, fila in enumerate(filas)}
        self.suelo = CABECERA + FILA * len(filas)

    def imagen(self, nombre: str, titulo: str) -> Imagen:
        """Devuelve el dibujo, con los hechos como texto."""
        piezas = [
            svg.rotulo(20, 32, titulo, CLARO, donde="start", font_size=15, font_weight=600),
            *self._rejilla(),
            *self._envios(),
            *map(self._barra, self.hechos.barras),
            *self._cola(),
        ]
        dibujo = svg.lienzo(svg.ANCHO, self.suelo + 32, *piezas, borde=svg.BORDE)
        return Imagen(nombre, str(self.hechos), dibujo)

    def _x(self, segundo: float) -> float:
        """Dice dónde cae un segundo."""
        return round(IZQUIERDA + segundo * (svg.ANCHO - IZQUIERDA - DERECHA) / self.fin, 1)

    def _rejilla(self) -> Iterator[str]:
        yield svg.rotulo(20, self.suelo + 20, "segundos", svg.TENUE, donde="start")
        for segundo in range(0, self.fin + 1, 1 if self.fin <= 25 else 2):
            x = self._x(segundo)
            yield svg.linea(x, CABECERA, x, self.suelo, "#242a33", grosor=1)
            yield svg.rotulo(x, self.suelo + 20, str(segundo), svg.TENUE, font_size=12)
        for fila, y in self.ys.items():
            abajo = y + FILA / 2
            yield svg.linea(20, abajo, svg.ANCHO - 20, abajo, "#2d333b", grosor=1)
            yield svg.rotulo(20, y + 5, fila, donde="start", font_weight=600)

    def _envios(self) -> Iterator[str]:
        """Da una caja por tarea; lo enviado de golpe es una raya: una caja ancha parece durar."""
        y = self.ys["producer"]
        for segundo, cuantas in Counter(self.hechos.envios).items():
            x, ancho = self._x(segundo) + 1.5, 22 if cuantas == 1 else 5
            yield svg.caja(x, y - 13, ancho, 26, "#3a2d5c", borde=svg.LILA, radio=3)
            texto, donde, centro = f"{cuantas} tareas de golpe", "start", x + 13
            if cuantas == 1:
                texto, donde, centro = str(self.hechos.envios.index(segundo) + 1), "middle", x + 11
            yield svg.rotulo(centro, y + 5, texto, CLARO, donde=donde, font_weight=600)

    def _barra(self, barra: Barra) -> str:
        x, y = self._x(barra.desde) + 1.5, self.ys[barra.worker]
        ancho = self._x(barra.hasta) - x - 1.5
        texto = f"tarea {barra.tarea}" if ancho > 62 else str(barra.tarea)
        relleno, filo = COLORES[barra.worker]
        if barra.intento > 1:
            texto, (relleno, filo) = f"{barra.tarea} · intento {barra.intento}", REPETIDA
        centro = x + ancho / 2
        muerte = ""
        if not barra.terminada:
            filo, centro, muerte = svg.ROJO, centro - 8, self._muerte(self._x(barra.hasta), y)
        caja = svg.caja(x, y - GROSOR / 2, ancho, GROSOR, relleno, borde=filo)
        return caja + svg.rotulo(centro, y + 5, texto, CLARO, font_weight=600) + muerte

    def _muerte(self, x: float, y: float) -> str:
        aspa = [svg.linea(x - 7, y - d, x + 7, y + d, svg.ROJO, grosor=3) for d in (7, -7)]
        texto = svg.rotulo(x + 16, y + 5, "docker kill", svg.ROJO, donde="start", font_weight=600)
        return "".join([*aspa, texto])

    def _cola(self) -> Iterator[str]:
        """Da cuántas esperan, cada vez que cambia."""
        antes = None
        for segundo in range(self.fin + 1) if "en cola" in self.ys else ():
            if (ahora := self.hechos.en_cola(segundo)) != antes:
                x, y, texto, antes = self._x(segundo) + 4, self.ys["en cola"] + 6, str(ahora), ahora
                yield svg.rotulo(
                    x, y, texto, svg.AMBAR, donde="start", font_size=17, font_weight=700
                )
