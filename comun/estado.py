"""El estado del sistema según los eventos: un reductor puro, sin reloj ni red.

De dónde sale cada número: lo que espera y lo que está en proceso lo sabe el broker; lo que hizo
cada worker, quién calla y qué se hizo dos veces, solo los eventos.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

from comun.evento import Evento, Que
from comun.ficha import Espera, Ficha, Fila, Fuente, Trabajador

SILENCIO = 3.0  # s sin señal de vida: ese worker ya no está
MARGEN = 10.0  # s; quien arrancó poco antes de que se mirara, arrancó a la vez
IDS_RECORDADOS = 30_000  # para reconocer repetidas; la memoria no crece con las tareas
FICHAS = 300
SUCESOS = 40
MUESTRAS = 4000
WORKERS = 64
ORDEN = 16  # recibidas entre las que el orden no es seguro: las cuentan workers distintos
PAUSA = 120.0  # s; ninguna pausa dura tanto
PRODUCTOR = "producer"


@dataclass(slots=True)
class Estado:
    """Lo contado desde que se mira. Con `copias` (pub_sub) cada worker hace todas las tareas."""

    copias: bool = False
    desde: float = 0.0  # época Unix: cuándo se empezó a mirar
    workers: dict[str, Trabajador] = field(default_factory=dict)
    fuentes: dict[str, Fuente] = field(default_factory=dict)
    fichas: dict[str, Ficha] = field(default_factory=dict)  # la última que cambió, al final
    cambiadas: dict[str, None] = field(default_factory=dict)  # las vacía quien las enseña
    fila: Fila = field(default_factory=Fila)  # sin copias: lo enviado que nadie ha recibido
    pausas: dict[str, Espera] = field(default_factory=dict)  # fallidas que aún no se repiten
    sucesos: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=SUCESOS))
    esperas: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=MUESTRAS))
    duraciones: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=MUESTRAS))
    enviadas: int = 0
    devueltas: int = 0
    completadas: int = 0
    fallidas: int = 0
    descartadas: int = 0
    repetidas: int = 0  # completadas otra vez: no cuentan como trabajo de más
    reentregas: int = 0  # tareas que pasaron de unas manos a otras
    copias_perdidas: int = 0  # las que tenía un worker que murió
    sin_ver: int = 0  # finales de los que solo se sabe el número
    ajenas: int = 0  # recibidas que no se vio enviar: de antes, o de otro cliente
    _hechas: dict[str, None] = field(default_factory=dict)
    _sucesos: int = 0
    _recibidas: deque[float] = field(default_factory=lambda: deque(maxlen=ORDEN))

    def aplicar(self, evento: Evento) -> None:
        """Suma un evento. Los de una misma fuente vienen en orden; entre fuentes, no siempre."""
        fuente = self._fuente(evento)
        if evento.que is Que.LATIDO:
            return self._latido(evento, fuente)
        fuente.vistos[evento.que] += 1
        match evento.que:
            case Que.ENVIADA:
                self._enviada(evento)
            case Que.DEVUELTA:
                self.devueltas += 1
                self._ficha(evento).sin_entrega = "devuelta"
                self.suceso(evento.que, evento.instante, tarea=evento.id)
            case Que.RECIBIDA:
                self._recibida(evento)
            case Que.COMPLETADA:
                self._completada(evento)
            case Que.FALLIDA:
                self._fallida(evento)
            case Que.DESCARTADA:
                self.descartadas += 1
                self._acabar(evento)
                self._recordar(evento)
        return None

    def callados(self, ahora: float) -> list[str]:
        """Los workers sin señal de vida desde hace más de 3 s."""
        return [nombre for nombre, w in self.workers.items() if ahora - w.visto > SILENCIO]

    def perdidas(self, en_broker: int, callados: list[str]) -> int:
        """Lo enviado que ni se hizo ni se descartó ni está ya en el broker.

        Vale en calma, cuando los eventos y los números del broker cuentan el mismo momento.
        """
        if self.copias:
            muertos = (self.workers[n] for n in callados if n in self.workers)
            return self.copias_perdidas + sum(map(_copias_perdidas, muertos))
        pendientes = len(self.fila) + len(self.pausas)
        pendientes += sum(bool(w.en_mano) for w in self.workers.values())
        return max(0, pendientes - self.sin_ver - en_broker)

    def asentar(self) -> None:
        """No queda nada por hacer: lo que aquí aún espera es que no se vio acabar."""
        for fila in (self.fila, *(w.copias for w in self.workers.values())):
            fila.vaciar()
        self.pausas.clear()
        self.sin_ver = 0
        for ficha in self.fichas.values():
            if ficha.situacion == "espera":
                ficha.sin_entrega = "sin_ver"
                self.cambiadas[ficha.id] = None

    def suceso(self, clase: str, instante: float, **datos: object) -> None:
        """Anota algo digno de contarse con palabras."""
        self._sucesos += 1
        self.sucesos.append({"n": self._sucesos, "clase": clase, "instante": instante, **datos})

    def _enviada(self, evento: Evento) -> None:
        self.enviadas += 1
        espera = Espera(evento.instante, evento.complejidad)
        ficha = self._ficha(evento)
        ficha.enviada = evento.instante
        if self.copias:
            for nombre, worker in self.workers.items():
                vivo = evento.instante - worker.visto <= SILENCIO
                if vivo and not ficha.de(nombre) and f"{nombre} {evento.id}" not in self._hechas:
                    worker.copias.poner(evento.id, espera)
        if ficha.entregas and ficha.espera is None:  # llegó antes la noticia de su entrega
            ficha.espera = max(0.0, ficha.entregas[0].desde - evento.instante)
            self.esperas.append((evento.instante, ficha.espera))
            self.ajenas -= 1
        elif not self.copias and evento.id not in self._hechas:
            self.fila.poner(evento.id, espera)

    def _recibida(self, evento: Evento) -> None:
        ficha = self._ficha(evento)
        worker = self._worker(evento)
        anterior = self._quitar_de_otras_manos(evento, ficha)
        self._soltar(worker, evento.quien, "sin_ver")
        fila = worker.copias if self.copias else self.fila
        pausa = self.pausas.pop(evento.id, None)
        espera = None
        if pausa is None:
            espera = fila.quitar(evento.id, con_las_anteriores=self.copias)
            self.ajenas += espera is None and evento.intento == 1
            if espera and not self.copias:
                self._dar_por_vistas(espera.desde, evento.instante)
        if espera and not ficha.entregas:
            ficha.espera = max(0.0, evento.instante - espera.desde)
            self.esperas.append((evento.instante, ficha.espera))
        ficha.entregar(evento.quien, evento.intento, evento.instante)
        worker.en_mano, worker.desde = evento.id, evento.instante
        worker.complejidad, worker.intento = evento.complejidad, evento.intento
        if anterior:
            self.reentregas += 1
            datos = {"tarea": evento.id, "de": anterior, "a": evento.quien}
            self.suceso("reentrega", evento.instante, **datos, intento=evento.intento)

    def _dar_por_vistas(self, enviada: float, ahora: float) -> None:
        """Una cola sale en orden: lo enviado bastante antes que lo último recibido ya salió.

        Si sigue en la fila es que su `recibida` no se vio (el broker se reinició entretanto).
        """
        self._recibidas.append(enviada)
        if len(self._recibidas) == ORDEN:
            corte = min(self._recibidas)
            while self.fila.ids and self.fila.ids[id_ := next(iter(self.fila.ids))].desde < corte:
                self._sin_ver_acabar(id_)
        while self.pausas and self.pausas[id_ := next(iter(self.pausas))].desde < ahora - PAUSA:
            self._sin_ver_acabar(id_)

    def _sin_ver_acabar(self, tarea: str) -> None:
        if self.pausas.pop(tarea, None) is None:
            self.fila.quitar(tarea)
        self.sin_ver = max(0, self.sin_ver - 1)
        if ficha := self.fichas.get(tarea):
            ficha.sin_entrega = "sin_ver"
            self.cambiadas[tarea] = None

    def _quitar_de_otras_manos(self, evento: Evento, ficha: Ficha) -> str:
        """El broker la entregó de nuevo: quien la tenía la perdió. Devuelve quién, si otro."""
        anterior = ""
        for nombre, worker in self.workers.items():
            if worker.en_mano == evento.id and (nombre == evento.quien or not self.copias):
                worker.en_mano = ""
                if entrega := ficha.de(nombre):
                    entrega.fin = "perdida"
                if nombre != evento.quien:
                    worker.dudoso = True
                    anterior = nombre
        return anterior

    def _completada(self, evento: Evento) -> None:
        ficha, worker = self._acabar(evento)
        ficha.segundos = evento.segundos
        if evento.segundos is not None:
            self.duraciones.append((evento.instante, evento.segundos))
        if self._recordar(evento):
            self.completadas += 1
            worker.completadas += 1
        else:
            self.repetidas += 1
            self.suceso("repetida", evento.instante, tarea=evento.id, quien=evento.quien)

    def _fallida(self, evento: Evento) -> None:
        self.fallidas += 1
        ficha, worker = self._acabar(evento)
        worker.fallidas += 1
        if not self.copias and len(self.pausas) < FICHAS:
            intento = max(evento.intento, ficha.intento)
            self.pausas[evento.id] = Espera(evento.instante, ficha.complejidad, intento)

    def _acabar(self, evento: Evento) -> tuple[Ficha, Trabajador]:
        ficha, worker = self._ficha(evento), self._worker(evento)
        worker.en_mano = ""
        ficha.motivo = evento.motivo
        (worker.copias if self.copias else self.fila).quitar(evento.id)
        self.pausas.pop(evento.id, None)
        entrega = ficha.de(evento.quien)
        if entrega is None or entrega.fin != "en_mano":  # no se vio la entrega
            ficha.entregar(evento.quien, max(evento.intento, ficha.intento), evento.instante)
        ficha.entregas[-1 if entrega is None else ficha.entregas.index(entrega)].fin = evento.que
        if evento.que is not Que.COMPLETADA:
            datos = {"tarea": evento.id, "quien": evento.quien, "motivo": evento.motivo}
            self.suceso(evento.que, evento.instante, **datos, intento=ficha.intento)
        return ficha, worker

    def _recordar(self, evento: Evento) -> bool:
        """Si es la primera vez que acaba; con copias, cada worker acaba la suya."""
        clave = f"{evento.quien} {evento.id}" if self.copias else evento.id
        nueva = clave not in self._hechas
        if evento.que is Que.COMPLETADA or nueva:
            self._hechas[clave] = None
        if len(self._hechas) > IDS_RECORDADOS:
            del self._hechas[next(iter(self._hechas))]
        return nueva

    def _latido(self, evento: Evento, fuente: Fuente) -> None:
        if evento.quien != PRODUCTOR:
            self._worker(evento)
        if evento.arranque != fuente.arranque:
            self._proceso_nuevo(evento, fuente)
        for que, total in evento.totales.items():
            if (faltan := total - fuente.base[que] - fuente.vistos[que]) > 0:
                fuente.vistos[que] += faltan
                self._sumar_sin_ver(Que(que), evento.quien, faltan)
        if evento.quien != PRODUCTOR:
            self._poner_en_mano(evento, self.workers[evento.quien])

    def _proceso_nuevo(self, evento: Evento, fuente: Fuente) -> None:
        if fuente.arranque and (worker := self.workers.get(evento.quien)):
            if self.copias:
                self.copias_perdidas += _copias_perdidas(worker)
                worker.copias.vaciar()
            elif worker.en_mano:
                espera = Espera(evento.instante, worker.complejidad, worker.intento)
                self.pausas[worker.en_mano] = espera
            self._soltar(worker, evento.quien, "perdida")
            self.suceso("vuelve", evento.instante, quien=evento.quien)
        if fuente.arranque:
            fuente.vistos.clear()
        ya_estaba = evento.arranque < self.desde - MARGEN
        if not fuente.arranque and not ya_estaba and evento.quien in self.workers:
            self.suceso("entra", evento.instante, quien=evento.quien)
        fuente.base = Counter(evento.totales) - fuente.vistos if ya_estaba else Counter()
        fuente.arranque = evento.arranque

    def _sumar_sin_ver(self, que: Que, quien: str, cuantas: int) -> None:
        worker = self.workers.get(quien, Trabajador())
        if que is Que.ENVIADA:
            self.enviadas += cuantas
        elif que is Que.DEVUELTA:
            self.devueltas += cuantas
        elif que is Que.COMPLETADA:
            self.completadas += cuantas
            self.sin_ver += cuantas
            worker.completadas += cuantas
        elif que is Que.FALLIDA:
            self.fallidas += cuantas
            worker.fallidas += cuantas
        elif que is Que.DESCARTADA:
            self.descartadas += cuantas
            self.sin_ver += cuantas

    def _poner_en_mano(self, evento: Evento, worker: Trabajador) -> None:
        """Lo que dice el latido que hace, por si su `recibida` o su final no se vieron."""
        ahora = evento.en_mano
        if worker.en_mano == (ahora.id if ahora else ""):
            return
        self._soltar(worker, evento.quien, "sin_ver")
        if ahora:
            self._recibida(ahora)

    def _soltar(self, worker: Trabajador, nombre: str, fin: str) -> None:
        if worker.en_mano and (ficha := self.fichas.get(worker.en_mano)):
            if entrega := ficha.de(nombre):
                entrega.fin = fin
            self.cambiadas[ficha.id] = None
        worker.en_mano = ""

    def _worker(self, evento: Evento) -> Trabajador:
        worker = self.workers.setdefault(evento.quien, Trabajador())
        worker.visto = max(worker.visto, evento.instante)
        worker.dudoso = False
        _recortar(self.workers, evento.quien)
        return worker

    def _fuente(self, evento: Evento) -> Fuente:
        fuente = self.fuentes.setdefault(evento.quien, Fuente())
        fuente.visto = max(fuente.visto, evento.instante)
        _recortar(self.fuentes, evento.quien)
        return fuente

    def _ficha(self, evento: Evento) -> Ficha:
        ficha = self.fichas.pop(evento.id, None) or Ficha(evento.id)
        self.fichas[evento.id] = ficha
        self.cambiadas[evento.id] = None
        if evento.complejidad is not None:
            ficha.complejidad = evento.complejidad
        if len(self.fichas) > FICHAS:
            vieja = next(iter(self.fichas))
            del self.fichas[vieja]
            self.cambiadas.pop(vieja, None)
        return ficha


def _copias_perdidas(worker: Trabajador) -> int:
    """Lo que tenía al callar; lo enviado después de su última señal quizá ya no le llegó."""
    suyas = sum(espera.desde <= worker.visto for espera in worker.copias.ids.values())
    return suyas + worker.copias.demas + bool(worker.en_mano)


def _recortar(vistos: dict[str, Trabajador] | dict[str, Fuente], actual: str) -> None:
    """Olvida a quien lleva más tiempo callado, si ya son demasiados."""
    if len(vistos) > WORKERS:
        del vistos[min(vistos.keys() - {actual}, key=lambda n: vistos[n].visto)]
