"""Una tarea que falla siempre: cuatro intentos y a tareas_fallidas."""

from herramientas.evidencias.estudio.escenario import Camara, dicho, tanda
from herramientas.evidencias.estudio.imagen import Imagen, Terminal, comprobar
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import Taller

AJUSTES = {"MODO": "work_queue", "TAREAS": "1", "COMPLEJIDAD": "1", "FALLOS": "1"}
WORKERS = ("worker1", "worker2")
COLA = "queues/%2f/tareas_fallidas"


def fallos(taller: Taller, _: Camara) -> list[Imagen]:
    """La repite el que esté libre, y al cuarto intento queda guardada."""
    taller.arrancar("rabbitmq")
    taller.sano("rabbitmq")
    taller.vaciar()
    tanda(taller, *WORKERS, **AJUSTES)
    taller.esperar(lambda: taller.api(COLA).get("messages") == 1)
    taller.vaciar()
    registros = {worker: dicho(taller, worker) for worker in WORKERS}
    todo = "\n".join(registros.values())
    comprobar([todo.count(f"intento {n} de 4") for n in (1, 2, 3, 4)] == [1, 1, 1, 1], "4 intentos")
    comprobar(len(ids("descartada", todo)) == 1, "al cuarto, uno la descarta")
    terminales = [
        Terminal(f"docker logs {worker}", registro, "descartada")
        for worker, registro in registros.items()
    ]
    return [Imagen("fallidas", [[terminal] for terminal in terminales])]
