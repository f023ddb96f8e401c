"""Cuánta CPU gastó la máquina en otra cosa al medir: si fue mucha, la medida no es válida."""

import os
import time
from pathlib import Path
from typing import Self

TICS = os.sysconf("SC_CLK_TCK")
NUCLEOS = os.cpu_count() or 1
TOLERADA = 0.08  # parte de la máquina que puede gastar lo demás


class Carga:
    """Con `with`, lo que pasó entretanto: la CPU de todos menos la del broker y la de los pares.

    Los pares tienen que haber acabado al salir: su CPU es la de los hijos ya esperados.
    """

    def __init__(self, pid_del_broker: int) -> None:
        self._broker = Path(f"/proc/{pid_del_broker}/stat")
        self.ajena = 0.0  # de 0 a 1

    def __enter__(self) -> Self:
        self._antes = self._ajena()
        self._inicio = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        segundos = (time.monotonic() - self._inicio) * NUCLEOS
        self.ajena = max(0.0, (self._ajena() - self._antes) / segundos)

    @property
    def perturbada(self) -> bool:
        """Si la medida hay que tirarla."""
        return self.ajena > TOLERADA

    def _ajena(self) -> float:
        total = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
        user, _nice, system, _idle, _iowait, _irq, _softirq, steal = map(int, total[:8])
        broker = self._broker.read_text().rpartition(")")[2].split()
        nuestra = os.times()
        return (
            (user + system + steal) / TICS - sum(map(int, broker[11:15])) / TICS - sum(nuestra[:4])
        )
