"""La carga es la CPU que gastó lo demás mientras se medía."""

import os
import time
from collections.abc import Callable
from pathlib import Path

TICS = os.sysconf("SC_CLK_TCK")
NUCLEOS = os.cpu_count() or 1


def con_carga(pid_del_broker: int, medir: Callable[[], float]) -> tuple[float, float]:
    """Devuelve lo que da `medir` y la parte de la máquina, de 0 a 1, que gastó lo demás entretanto.

    Lo demás es todo menos el broker y los pares, que al volver `medir` tienen que haber acabado: su
    CPU es la de los hijos ya esperados.
    """
    inicio, antes = time.monotonic(), _ajena(pid_del_broker)
    valor = medir()
    segundos = (time.monotonic() - inicio) * NUCLEOS
    return valor, max(0.0, (_ajena(pid_del_broker) - antes) / segundos)


def _ajena(pid_del_broker: int) -> float:
    """Devuelve los segundos de CPU de todo menos el broker, este proceso y sus hijos."""
    total = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, _nice, system, _idle, _iowait, _irq, _softirq, steal = map(int, total[:8])
    broker = Path(f"/proc/{pid_del_broker}/stat").read_text().rpartition(")")[2].split()
    return (user + system + steal - sum(map(int, broker[11:15]))) / TICS - sum(os.times()[:4])
