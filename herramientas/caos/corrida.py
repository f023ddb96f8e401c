"""Una corrida es el sistema en marcha con un fallo, y lo que hace falta para mirarlo."""

import re
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from herramientas.caos.fallo import Fallo, Fila
from herramientas.sistema import lineas
from herramientas.sistema.docker import orden
from herramientas.sistema.recuento import Recuento
from herramientas.sistema.taller import WORKERS, Taller

PERMANENTES = (*WORKERS, "monitor", "panel")  # los que no acaban con la tanda
ENVIADA = r"\] enviada "
APUNTE = 0.2  # s que pueden pasar entre que algo ocurre y que Docker apunta su línea
Ausencia = tuple[str, float, float]  # un worker que no está suscrito, desde, hasta (época Unix)


class Corrida:
    """Da a un fallo lo que necesita: mirar los registros, esperar una línea y dar un golpe."""

    def __init__(self, taller: Taller, fallo: Fallo, semilla: str) -> None:
        self.taller = taller
        self.fallo = fallo
        self.semilla = semilla
        self.victima, self.otro = WORKERS
        self.copias = fallo.modo == "pub_sub"
        self.ajustes = {"FALLOS": "0", "MODO": fallo.modo, "SEMILLA": semilla, **fallo.ajustes}
        if "TRABAJO" in fallo.ajustes:
            con_otro = f"{taller.entorno['COMPOSE_FILE']}:herramientas/caos/trabajo.yml"
            self.ajustes["COMPOSE_FILE"] = con_otro
        self.fila = Fila(fallo=fallo.nombre, que=fallo.que)
        self.inicio = time.time()
        self.arrancados: dict[str, str] = {}  # servicio → desde cuándo corre
        self.golpes: set[tuple[str, str]] = set()  # verbo de Docker y servicio
        self.reparado = 0.0  # cuándo se reparó lo último que se rompió por un rato
        self.ausencias: list[Ausencia] = []
        self.repetidas = fallo.repetidas  # las que se admiten
        self.exigido: list[str] = []  # lo mirado, se cumpliera o no

    def arranca(self, *palabras: str) -> None:
        """Pone en marcha lo que no lo esté, con los ajustes del fallo, y apunta desde cuándo.

        Quien después vuelva a arrancar sin que se le pare es un reparo.
        """
        self.taller.arrancar(*palabras, **self.ajustes)
        for servicio in PERMANENTES:
            arranque = self.taller.estado(servicio)["State"]["StartedAt"]
            self.arrancados.setdefault(servicio, arranque)

    def exige(self, cumple: object, reparo: str) -> None:
        """Apunta si algo no es como debía, y sigue: la fila lo dirá."""
        self.exigido.append(f"{'bien' if cumple else 'MAL '} · {reparo}")
        if not cumple:
            self.fila.reparos.append(reparo)

    def dicho(self, servicio: str, patron: str, desde: float = 0) -> list[float]:
        """Devuelve cuándo ha dicho un servicio, en esta corrida, las líneas con un patrón."""
        dichas = self.taller.lineas(servicio, max(desde, self.inicio))
        return [linea.instante for linea in dichas if re.search(patron, linea.texto)]

    def dice(self, servicio: str, patron: str, desde: float = 0, limite: float = 60) -> float:
        """Espera la primera línea así y devuelve cuándo se dijo.

        Raises:
            NoOcurrio: si no se dice a tiempo.
        """
        return self.taller.esperar(lambda: self.dicho(servicio, patron, desde), limite)[0]

    def recuento(self) -> Recuento:
        """Hace las cuentas de esta corrida hasta ahora."""
        return self.taller.recuento(copias=self.copias, desde=self.inicio)

    def espera_enviadas(self, cuantas: int) -> None:
        """Espera a que el productor dé por enviadas tantas tareas más."""
        habra = len(self.dicho("producer", ENVIADA)) + cuantas
        self.taller.esperar(lambda: len(self.dicho("producer", ENVIADA)) >= habra, 60)

    def en_mano(self, worker: str) -> str:
        """Devuelve el id de la tarea que tiene un worker, si tiene."""
        return lineas.en_mano(self.taller.lineas(worker, self.inicio))

    def en_plena_tarea(self, *workers: str) -> None:
        """Espera a que alguno tenga una tarea en mano."""
        self.taller.esperar(lambda: any(map(self.en_mano, workers)), 60)

    def golpe(self, verbo: str, servicio: str) -> float:
        """Corre `docker verbo` sobre un contenedor; devuelve el instante de antes."""
        self.golpes.add((verbo, servicio))
        antes = time.time()
        self.taller.docker(verbo, servicio)
        return antes

    @contextmanager
    def roto(self, rompe: str, repara: str) -> Iterator[float]:
        """Corre una orden de Docker y, al salir, pase lo que pase, la que lo repara.

        Da el instante de antes de romper; el de antes de reparar queda en `reparado`. No cuenta
        como golpe: si el contenedor vuelve a arrancar, es un reparo.
        """
        antes = time.time()
        orden("docker", *rompe.split())
        try:
            yield antes
        finally:
            self.reparado = time.time()
            orden("docker", *repara.split())

    def congelado(self, servicio: str) -> AbstractContextManager[float]:
        """Congela un contenedor por un rato: no se muere, pero calla."""
        contenedor = self.taller.prefijo + servicio
        return self.roto(f"pause {contenedor}", f"unpause {contenedor}")

    def para(self, servicio: str) -> float:
        """Para un servicio con SIGTERM, y ha de salir con 0; devuelve el instante de antes."""
        antes = self.golpe("stop", servicio)
        salida = self.taller.estado(servicio)["State"]["ExitCode"]
        self.exige(salida == 0, f"{servicio} salió con {salida}")
        return antes

    def vuelve(self, worker: str) -> float:
        """Arranca otra vez un worker y devuelve el instante en que se suscribe."""
        return self.suscrito(worker, self.golpe("start", worker))

    def suscrito(self, worker: str, desde: float) -> float:
        """Espera minuto y medio como mucho a que un worker se suscriba; devuelve cuándo lo hizo."""
        return self.dice(worker, r"\] listo · ", desde, 90)

    def ausente(self, worker: str, corte: float, listo: float, verbo: str = "recibida") -> None:
        """Apunta que un worker se quedó sin su cola en `corte` y ya tenía otra en `listo`.

        Con ella se va lo que esperaba, y la ausencia empieza cuando se envió lo primero de ello: lo
        que no había recibido; si quien se va es el worker, lo que no había completado.
        """
        dichas = self.taller.lineas(worker, self.inicio, verbo)
        suyas = {linea.tarea for linea in dichas if linea.instante < corte}
        enviadas = self.recuento().enviadas.items()
        esperaban = [enviada for tarea, enviada in enviadas if tarea not in suyas]
        self.ausencias.append((worker, min([corte, *esperaban]), listo))
