"""Lo que cuesta tener un worker: memoria con y sin trabajo, arranque y disco."""

import re
import subprocess
import time
from pathlib import Path

from herramientas.bench import consumir
from herramientas.bench.broker import Broker
from herramientas.bench.lista import PYTHON, Par

MIB = 2**20
CARGA = 2000  # tareas
PARA_RABBITMQ = {"dramatiq": ("pika",), "faststream": ("aio-pika",)}  # los piden como opción
CIERRE = """
import re, sys
from importlib.metadata import distribution
faltan, vistas, bytes_ = sys.argv[1:], set(), 0
while faltan:
    nombre = faltan.pop()
    if nombre.lower().replace("_", "-") in vistas: continue
    vistas.add(nombre.lower().replace("_", "-"))
    try: d = distribution(nombre)
    except Exception: continue
    bytes_ += sum(f.locate().stat().st_size for f in d.files or () if f.locate().is_file())
    faltan += [re.match(r"[\\w.-]+", r)[0] for r in d.requires or () if "extra ==" not in r]
print(bytes_)
"""


def memoria(broker: Broker, par: Par) -> float:
    """MiB de un worker suscrito y sin trabajo, con sus hijos; lo compartido se reparte (PSS)."""
    with consumir.consumidores(broker, par, 1) as salidas:
        time.sleep(1)
        return _ocupa(salidas)


def memoria_con_carga(broker: Broker, par: Par) -> float:
    """Lo mismo, cuando ha hecho `CARGA` tareas y le esperan otras tantas."""
    normal = broker.muestra(par)
    with consumir.consumidores(broker, par, 1) as salidas:
        broker.publicar([(normal, CARGA), (consumir.marca(normal), 1), (normal, CARGA)])
        consumir.contestadas(salidas, 1)
        return _ocupa(salidas)


def arranque(broker: Broker, par: Par) -> float:
    """Segundos de lanzar el proceso a la primera tarea, que ya está en la cola."""
    una = consumir.marca(broker.muestra(par))
    with consumir.consumidores(broker, par, 1):
        pass  # deja declarada la cola, como la quiera el par
    broker.publicar([(una, 1)])
    inicio = time.monotonic()
    with consumir.lanzados(broker, par, 1) as salidas:
        return consumir.contestadas(salidas, 1)[0] - inicio


def disco(par: Par) -> float:
    """MiB que instala pip para ese par, con todo lo que pide."""
    dicho = subprocess.run(
        [PYTHON, "-c", CIERRE, par.paquete, *PARA_RABBITMQ.get(par.paquete, ())],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(dicho.stdout) / MIB


def _ocupa(salidas: consumir.Salidas) -> float:
    return sum(_pss(pid) for pid in _familia(salidas.procesos[0].pid)) / MIB


def _familia(pid: int) -> list[int]:
    hijos = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(nieto for hijo in hijos for nieto in _familia(int(hijo)))]


def _pss(pid: int) -> int:
    dicho = Path(f"/proc/{pid}/smaps_rollup").read_text()
    hallado = re.search(r"^Pss:\s+(\d+) kB", dicho, re.MULTILINE)
    return int(hallado[1]) * 1024 if hallado else 0
