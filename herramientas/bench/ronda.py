"""Una vuelta: todos los pares, uno tras otro, y cada medida perturbada, otra vez o a la basura."""

import statistics
import time
from collections.abc import Callable

from herramientas.bench import consumir, costos, diario, escala, latencia, publicar, recuperacion
from herramientas.bench.broker import Broker
from herramientas.bench.carga import Carga
from herramientas.bench.filas import Fila, maquina
from herramientas.bench.lista import PARES, TALLER, TALLER_INFO, Par

LATENCIAS = 1000  # tareas por vuelta
INTENTOS = 3  # si otra cosa gasta CPU entretanto


class Ronda:
    """Lo que se mide en una vuelta; `breve` acorta cada medida."""

    def __init__(self, broker: Broker, vuelta: int, *, breve: bool) -> None:
        self.broker = broker
        self.breve = breve
        giro = vuelta % len(PARES)
        self.pares = PARES[giro:] + PARES[:giro]  # cada vuelta empieza por otro
        self.filas: list[Fila] = []
        self.cuando = time.strftime("%Y-%m-%dT%H:%M:%S")

    def ritmos(self) -> None:
        """Publicar y consumir."""
        segundos, tareas = (1.0, 2500) if self.breve else (2.0, 5000)
        for par in self.pares:
            self._medir("publicar", par, "msg/s", publicar.medir, segundos)
            self._medir("consumir", par, "tareas/s", consumir.medir, tareas)

    def latencias(self) -> None:
        """Medianas y percentil 99."""
        muestras: list[float] = []

        def p50(broker: Broker, par: Par) -> float:
            muestras[:] = latencia.medir(broker, par, LATENCIAS)
            return statistics.median(muestras)

        for par in self._callados():
            if self._medir("latencia p50", par, "ms", p50):
                self._apuntar("latencia p99", par, statistics.quantiles(muestras, n=100)[98], "ms")

    def costos(self) -> None:
        """Memoria, arranque y disco de un worker."""
        for par in self._callados():
            self._apuntar("memoria", par, costos.memoria(self.broker, par), "MiB")
            cargado = costos.memoria_con_carga(self.broker, par)
            self._apuntar("memoria con carga", par, cargado, "MiB")
            self._medir("arranque", par, "s", costos.arranque)
            if par.paquete:
                self._apuntar("disco", par, costos.disco(par), "MiB")

    def escalas(self) -> None:
        """Solo este taller: workers, cola larga y suscriptores."""
        for n in (1, 2, 4, 8, 16, 32):
            self._medir(f"escala {n}", TALLER, "× ideal", escala.por_workers, n)
        for n in (1_000, 100_000):
            self._medir(f"cola de {n}", TALLER, "tareas/s", escala.cola_larga, n)
        for n in (1, 2, 8, 32):
            self._medir(f"pub_sub {n}", TALLER, "copias/s", escala.por_suscriptores, n)

    def recuperaciones(self) -> None:
        """Solo este taller: un worker muerto, y el broker reiniciado."""
        for prueba, medir in (
            ("tras SIGKILL", recuperacion.de_un_worker),
            ("tras reinicio", recuperacion.del_broker),
        ):
            self._apuntar(prueba, TALLER, medir(self.broker, TALLER), "s")
            print(f"  {prueba:14} {self.filas[-1].valor:.2f} s", flush=True)

    def diarios(self) -> None:
        """Solo este taller: lo que cuesta el diario, y un panel ante 60.000 hechos por segundo."""
        self._medir("diario: publicar", TALLER, "× sin él", diario.publicar_con, 2.0)
        self._medir("diario: consumir", TALLER, "× sin él", diario.consumir_con, 5000)
        en_disco = diario.en_disco(self.broker, TALLER)
        self._apuntar("diario: 100.000 tareas en disco", TALLER, en_disco, "MiB")
        for que, (valor, unidad) in diario.Avalancha(self.broker).correr().items():
            self._apuntar(f"diario: {que}", TALLER, valor, unidad)
        for fila in self.filas:
            print(f"  {fila.prueba:34} {fila.valor:10.2f} {fila.unidad}", flush=True)

    def _callados(self) -> list[Par]:
        """Cada par una vez: este taller, sin registro."""
        return [par for par in self.pares if par != TALLER_INFO]

    def _medir(
        self, prueba: str, par: Par, unidad: str, medir: Callable[..., float], *cuanto: float
    ) -> bool:
        for _ in range(1 if self.breve else INTENTOS):
            try:
                with Carga(self.broker.pid) as carga:
                    valor = medir(self.broker, par, *cuanto)
            except (RuntimeError, TimeoutError) as error:
                print(f"  {prueba:14} {par.nombre:26} no se pudo: {str(error)[:200]}", flush=True)
                return False
            print(
                f"  {prueba:14} {par.nombre:26} {valor:10.2f} {unidad}"
                + f"  (perturbada: {carga.ajena:.0%})" * carga.perturbada,
                flush=True,
            )
            if not carga.perturbada:
                self._apuntar(prueba, par, valor, unidad, carga.ajena)
                return True
        return False

    def _apuntar(
        self, prueba: str, par: Par, valor: float, unidad: str, ajena: float = 0.0
    ) -> None:
        self.filas.append(
            Fila(
                vuelta=self.cuando,
                prueba=prueba,
                par=par.nombre,
                valor=round(valor, 3),
                unidad=unidad,
                ajena=round(ajena, 3),
                versiones=self.broker.versiones(par),
                maquina=maquina(),
            )
        )
