"""El cronograma de una tanda: quién tuvo cada tarea y cuándo, segundo a segundo."""

from collections import Counter

from herramientas.dibujo import svg
from herramientas.evidencias.estudio.hechos import Barra, Hechos

IZQUIERDA, DERECHA = 100, 36  # lo que queda a los lados del tiempo
CABECERA, FILA, GROSOR = 54, 48, 32
RELLENO = {"worker1": "#1b3f66", "worker2": "#1a4d31"}
FILO = {"worker1": svg.AZUL, "worker2": svg.VERDE}


class Cronograma:
    """Una fila por servicio y, con `cola`, otra con las tareas que esperan."""

    def __init__(self, titulo: str, hechos: Hechos, *, cola: bool = False) -> None:
        self.titulo = titulo
        self.hechos = hechos
        self.fin = int(max(barra.hasta or barra.desde for barra in hechos.barras))
        filas = ["producer", "worker1", "worker2", *(["en cola"] if cola else [])]
        self.ys = {fila: CABECERA + FILA * (n + 0.5) for n, fila in enumerate(filas)}
        self.suelo = CABECERA + FILA * len(filas)

    def x(self, segundo: float) -> float:
        """Dónde cae un segundo."""
        escala = (svg.ANCHO - IZQUIERDA - DERECHA) / self.fin
        return round(IZQUIERDA + segundo * escala, 1)

    def dibujo(self) -> str:
        """El SVG."""
        titulo = svg.rotulo(
            20, 32, self.titulo, "#f0f6fc", donde="start", font_size=15, font_weight=600
        )
        piezas = [titulo, *self._rejilla(), *self._envios(), *map(self._barra, self.hechos.barras)]
        if self.hechos.muerte:
            quien, cuando = self.hechos.muerte
            piezas.append(svg.aspa(self.x(cuando), self.ys[quien], svg.ROJO))
            piezas.append(self._aviso(self.x(cuando) + 16, self.ys[quien] + 5, "docker kill"))
        if "en cola" in self.ys:
            piezas += self._cola()
        return svg.tarjeta(self.suelo + 32, *piezas)

    def _rejilla(self) -> list[str]:
        piezas = [svg.rotulo(20, self.suelo + 20, "segundos", svg.TENUE, donde="start")]
        for segundo in range(0, self.fin + 1, 1 if self.fin <= 25 else 2):
            x = self.x(segundo)
            piezas.append(svg.linea(x, CABECERA, x, self.suelo, "#242a33", grosor=1))
            piezas.append(svg.rotulo(x, self.suelo + 20, str(segundo), svg.TENUE, font_size=12))
        for fila, y in self.ys.items():
            abajo = y + FILA / 2
            piezas.append(svg.linea(20, abajo, svg.ANCHO - 20, abajo, "#2d333b", grosor=1))
            piezas.append(svg.rotulo(20, y + 5, fila, donde="start", font_weight=600))
        return piezas

    def _envios(self) -> list[str]:
        """Una caja por tarea; lo enviado de golpe es una raya, que una caja ancha parece durar."""
        piezas = []
        y = self.ys["producer"]
        for segundo, cuantas in sorted(Counter(self.hechos.envios).items()):
            x = self.x(segundo) + 1.5
            ancho = 22 if cuantas == 1 else 5
            piezas.append(svg.caja(x, y - 13, ancho, 26, "#3a2d5c", borde=svg.LILA, radio=3))
            if cuantas == 1:
                texto, donde, centro = str(self.hechos.envios.index(segundo) + 1), "middle", x + 11
            else:
                texto, donde, centro = f"{cuantas} tareas de golpe", "start", x + 13
            piezas.append(svg.rotulo(centro, y + 5, texto, "#f0f6fc", donde=donde, font_weight=600))
        return piezas

    def _barra(self, barra: Barra) -> str:
        x, y = self.x(barra.desde), self.ys[barra.worker]
        muerte = self.hechos.muerte
        hasta = barra.hasta if barra.hasta is not None else muerte[1] if muerte else self.fin
        ancho = self.x(hasta) - x - 3
        otra_vez = barra.intento > 1
        filo = svg.AMBAR if otra_vez else svg.ROJO if barra.hasta is None else FILO[barra.worker]
        texto = f"tarea {barra.tarea}" if ancho > 62 else str(barra.tarea)
        if otra_vez:
            texto = f"{barra.tarea} · intento {barra.intento}"
        relleno = "#5c4410" if otra_vez else RELLENO[barra.worker]
        caja = svg.caja(x + 1.5, y - GROSOR / 2, ancho, GROSOR, relleno, borde=filo)
        centro = x + 1.5 + ancho / 2 - (8 if barra.hasta is None else 0)
        return caja + svg.rotulo(centro, y + 5, texto, "#f0f6fc", font_weight=600)

    def _aviso(self, x: float, y: float, texto: str) -> str:
        return svg.rotulo(x, y, texto, svg.ROJO, donde="start", font_weight=600)

    def _cola(self) -> list[str]:
        esperan = [self.hechos.en_cola(segundo) for segundo in range(self.fin + 1)]
        cambios = [s for s, n in enumerate(esperan) if s == 0 or n != esperan[s - 1]]
        return [
            svg.rotulo(
                self.x(segundo) + 4,
                self.ys["en cola"] + 6,
                str(esperan[segundo]),
                svg.AMBAR,
                donde="start",
                font_size=17,
                font_weight=700,
            )
            for segundo in cambios
        ]
