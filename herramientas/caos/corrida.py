"""Una corrida: el sistema en marcha con un fallo, y lo que hace falta para mirarlo."""

import math
import re
import time
from typing import Any

from herramientas.caos.fallo import Fallo, Fila
from herramientas.sistema.lineas import en_mano
from herramientas.sistema.recuento import Recuento
from herramientas.sistema.taller import WORKERS, Taller

DEFECTOS = {"TAREAS": "10", "INTERVALO": "0.5", "COMPLEJIDAD": "1", "FALLOS": "0"}
Ausencia = tuple[str, float, float]  # un worker que no está suscrito, desde, hasta (época Unix)


class Corrida:
    """Lo que un fallo necesita: mirar los registros, esperar una línea y dar un golpe."""

    def __init__(self, taller: Taller, fallo: Fallo[Any], semilla: str) -> None:
        self.taller = taller
        self.fallo = fallo
        self.semilla = semilla
        self.victima, self.otro = WORKERS
        self.copias = fallo.modo == "pub_sub"
        self.ajustes = {**DEFECTOS, **fallo.ajustes, "SEMILLA": semilla, "MODO": fallo.modo}
        self.fila = Fila(fallo=fallo.nombre, que=fallo.que)
        self.inicio = time.time()
        self.arrancados: dict[str, str] = {}  # servicio → desde cuándo corre
        self.golpeados: set[str] = set()  # a quién se ha parado o matado
        self.muertos: set[str] = set()  # y a quién, con SIGKILL: no pudo decir lo último
        self.ausencias: list[Ausencia] = []
        self.repetidas = fallo.repetidas  # las que se admiten
        self.exigido: list[str] = []  # lo mirado, se cumpliera o no

    def arranca(self, *palabras: str) -> None:
        """Pone en marcha lo que no lo esté, con los ajustes del fallo."""
        ajustes = dict(self.ajustes)
        if self.fallo.trabajo:
            archivos = f"{self.taller.entorno['COMPOSE_FILE']}:herramientas/caos/trabajo.yml"
            ajustes |= {"COMPOSE_FILE": archivos, "TRABAJO": self.fallo.trabajo}
        self.taller.arrancar(*palabras, **ajustes)

    def apunta_arranques(self) -> None:
        """Desde ahora, quien vuelva a arrancar sin que se le pare es un reparo."""
        for servicio in (*WORKERS, "monitor", "panel"):
            self.arrancados[servicio] = self.taller.estado(servicio)["State"]["StartedAt"]

    def exige(self, cumple: object, reparo: str) -> None:
        """Si algo no es como debía, se apunta y se sigue: la fila lo dirá."""
        self.exigido.append(f"{'bien' if cumple else 'MAL '} · {reparo}")
        if not cumple:
            self.fila.reparos.append(reparo)

    def dicho(
        self, servicio: str, patron: str, desde: float = 0, hasta: float = math.inf
    ) -> list[float]:
        """Cuándo ha dicho un servicio, en esta corrida, las líneas con un patrón."""
        lineas = self.taller.lineas(servicio, max(desde, self.inicio))
        return [li.instante for li in lineas if li.instante < hasta and re.search(patron, li.texto)]

    def dice(self, servicio: str, patron: str, desde: float = 0, limite: float = 60) -> float:
        """Espera la primera línea así y devuelve cuándo se dijo.

        Raises:
            NoOcurrio: si no se dice a tiempo.
        """
        return self.taller.esperar(lambda: self.dicho(servicio, patron, desde), limite)[0]

    def recuento(self) -> Recuento:
        """Las cuentas de esta corrida hasta ahora."""
        return self.taller.recuento(copias=self.copias, desde=self.inicio)

    def espera_enviadas(self, cuantas: int) -> None:
        """Espera a que el productor dé por enviadas tantas tareas más."""
        hay = len(self.dicho("producer", r"\] enviada "))
        self.taller.esperar(
            lambda: len(self.dicho("producer", r"\] enviada ")) >= hay + cuantas, limite=60
        )

    def a_medias(self, worker: str) -> str:
        """El id de la tarea que un worker tiene en mano, si tiene."""
        return en_mano(self.taller.lineas(worker, self.inicio))

    def en_plena_tarea(self, *workers: str) -> str:
        """Espera a que alguno tenga una tarea en mano y dice cuál."""

        def tarea() -> str:
            return next(filter(None, map(self.a_medias, workers)), "")

        return self.taller.esperar(tarea, 60)

    def pendiente_desde(self, worker: str) -> float:
        """Cuándo se envió la primera tarea que un worker aún no ha hecho: las hace en orden."""
        recuento = self.recuento()
        sin_hacer = (i for t, i in recuento.enviadas.items() if (worker, t) not in recuento.hechas)
        return min(sin_hacer, default=time.time())

    def ausente(self, worker: str, corte: float, listo: float) -> None:
        """Apunta que un worker se quedó sin su cola en `corte` y ya tenía otra en `listo`.

        La cola muere con lo que no le había dado aún: se cuenta desde que se envió lo primero.
        """
        dicho = self.taller.lineas(worker, self.inicio)
        recibidas = {li.tarea for li in dicho if li.verbo == "recibida" and li.instante < corte}
        enviadas = self.recuento().enviadas.items()
        esperaba = min((t for tarea, t in enviadas if tarea not in recibidas), default=corte)
        self.ausencias.append((worker, min(corte, esperaba), listo))

    def golpe(self, verbo: str, servicio: str) -> float:
        """Corre `docker verbo` sobre un contenedor; devuelve el instante de antes."""
        self.golpeados.add(servicio)
        if verbo == "kill":
            self.muertos.add(servicio)
        antes = time.time()
        self.taller.docker(verbo, servicio)
        return antes

    def para_al_productor(self) -> None:
        """Acaba con SIGTERM una tanda sin fin (TAREAS=0)."""
        self.golpe("stop", "producer")
        salida = self.taller.estado("producer")["State"]["ExitCode"]
        self.exige(salida == 0, f"el productor salió con {salida}")

    def suscritos(self, desde: float, *workers: str) -> float:
        """Espera a que los workers se suscriban a partir de un instante; cuándo lo hizo el último.

        Raises:
            NoOcurrio: si alguno no vuelve en minuto y medio.
        """
        return max(self.dice(w, r"\] listo · ", desde, 90) for w in workers or WORKERS)
