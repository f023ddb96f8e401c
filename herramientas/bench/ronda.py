"""Una vuelta: todos los pares, uno tras otro, y cada medida perturbada, otra vez o a la basura."""

import time
from collections.abc import Callable

from herramientas.bench import consumir, publicar
from herramientas.bench.broker import Broker
from herramientas.bench.carga import Carga
from herramientas.bench.filas import Fila, maquina
from herramientas.bench.lista import PARES, Par

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
