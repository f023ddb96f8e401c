"""Este módulo dice cuántos workers pide una cola, con la regla de KEDA."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

MENOR = {"POR_WORKER": 1, "MINIMO": 2, "MAXIMO": 2, "CALMA": 0}  # lo menos que admite cada ajuste


@dataclass(slots=True, kw_only=True)
class Regla:
    """Una `Regla` pide un worker por cada `por_worker` tareas pendientes, de `minimo` a `maximo`.

    Pendiente es todo lo que el broker tiene: lo que espera, lo que está en pausa y lo que alguien
    tiene en proceso. Sube en cuanto hace falta; baja cuando en los últimos `calma` segundos no ha
    hecho falta más (en Kubernetes, la ventana de estabilización del HPA).
    """

    por_worker: int = 20
    minimo: int = 2  # worker1 y worker2, que compose tiene siempre
    maximo: int = 10
    calma: float = 15.0  # s
    # Instante → workers que se pidieron, en los últimos `calma` segundos
    _pedidos: dict[float, int] = field(default_factory=dict)

    @classmethod
    def de_entorno(cls, entorno: Mapping[str, str]) -> Self:
        """Lee la regla de POR_WORKER, MINIMO, MAXIMO y CALMA, los que se den.

        Raises:
            ValueError: uno no es válido; dice cuál y qué se espera.
        """
        regla = cls()
        for ajuste, menor in MENOR.items():
            if valor := entorno.get(ajuste):
                if not valor.isdecimal() or int(valor) < menor:
                    msg = f"{ajuste}=«{valor}» no es válido: se espera un entero, {menor} o más"
                    raise ValueError(msg)
                setattr(regla, ajuste.lower(), int(valor))
        if regla.minimo > regla.maximo:
            espera = f"se espera {regla.maximo} o menos, que es MAXIMO"
            msg = f"MINIMO={regla.minimo} no es válido: {espera}"
            raise ValueError(msg)
        return regla

    def decide(self, ahora: float, pendientes: int) -> int:
        """Decide cuántos workers tiene que haber; `ahora`, en segundos, siempre avanza."""
        hacen_falta = math.ceil(pendientes / self.por_worker)
        self._pedidos[ahora] = min(max(hacen_falta, self.minimo), self.maximo)
        self._pedidos = {t: n for t, n in self._pedidos.items() if t >= ahora - self.calma}
        return max(self._pedidos.values())
