"""Lo propio de work_queue: lo fallido vuelve a la cola, y lo que no tiene arreglo se guarda."""

import re

from herramientas.contenedor.fallida import todas
from tests.integration.procesos import PACIENCIA


def test_lo_que_siempre_falla_acaba_en_tareas_fallidas_tras_4_intentos(servicio, conectar, broker):
    workers = [servicio("worker", WORKER_ID=n, FALLOS="1") for n in ("1", "2")]
    for worker in workers:
        worker.esperar("listo")
    servicio("producer", TAREAS="2").esperar("2 tareas enviadas y confirmadas")

    def dicho():
        return "".join(worker.dice() for worker in workers)

    broker.esperar(lambda: dicho().count("] descartada ") == 2, PACIENCIA)
    intentos = re.findall(r"intento (\d) de 4", dicho())
    assert sorted(intentos) == ["1", "1", "2", "2", "3", "3", "4", "4"]
    admin, descartadas = conectar("admin"), sorted(re.findall(r"descartada (\S+) ·", dicho()))

    def guardadas():
        ids = sorted(fallida.id for fallida in todas(admin))
        admin.basic_nack(0, multiple=True, requeue=True)
        return ids

    broker.esperar(lambda: guardadas() == descartadas, 10)
