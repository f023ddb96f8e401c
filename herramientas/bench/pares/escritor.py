"""Solo escribe en el diario: `escritor RITMO SEGUNDOS`, en hechos por segundo."""

import os
import sys
import time

from comun.servicio.arranque import Servicio, ejecutar
from comun.servicio.diario import Diario
from comun.servicio.parada import Parada
from comun.verbo import Verbo

RACHA = 0.01  # s


def entorno(direccion: str, numero: int) -> dict[str, str]:
    """Con el que se lanza."""
    suyo = {"RABBIT_HOST": direccion, "RABBIT_USER": "worker", "RABBIT_PASS": "worker"}
    return {"PATH": os.environ["PATH"], **suyo, "WORKER_ID": f"-escritor{numero}"}


def escribir(servicio: Servicio) -> None:
    """Reparte los hechos en rachas iguales; si no da tiempo, tarda más, pero los cuenta todos."""
    ritmo, segundos = int(sys.argv[1]), int(sys.argv[2])
    diario = Diario(servicio)
    inicio = time.monotonic()
    with diario:
        for n in range(ritmo * segundos):
            diario.apuntar(Verbo.COMPLETADA, f"{servicio.proceso}-{n}", segundos=0.0)
            if n % (ritmo * RACHA) == 0:
                time.sleep(max(0.0, inicio + n / ritmo - time.monotonic()))
        time.sleep(1)  # al parar solo se da medio segundo


if __name__ == "__main__":
    sys.exit(ejecutar(Parada(), "worker{0.worker_id}", escribir))
