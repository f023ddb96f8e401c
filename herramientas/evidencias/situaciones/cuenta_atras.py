"""El productor envía diez tareas de golpe, y el monitor cuenta hasta cero."""

from operator import itemgetter

from herramientas.evidencias.estudio.cronograma import cronograma
from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, dibujada
from herramientas.evidencias.estudio.interfaz import Vista
from herramientas.sistema.taller import WORKERS

# Con esta semilla nadie termina a menos de 3 s de otro: el monitor, que mira cada segundo, ve
# pasar todos los estados.
AJUSTES = {"TAREAS": "10", "INTERVALO": "0", "COMPLEJIDAD": "3-8", "SEMILLA": "18784"}
CONSUMO = itemgetter("consumer_tag", "prefetch_count", "ack_required")
COLA = "queues/%2f/tareas_distribuidas"
TITULO = "10 tareas, 2 workers: cada tarea, a quien esté libre, hasta que en cola quedan 0"
FINAL = "Mensajes en cola: 0 (0 en pausa) · en proceso: 0 · workers: 2"
VISTA = Vista(
    "cola",
    ruta="/queues/%2F/tareas_distribuidas",
    abre="Consumers",
    hasta=r"Ready\s*[1-9](?s:.*)Consumers \(2\)",
)


def cuenta_atras(taller: Escenario) -> list[Imagen]:
    """El monitor acaba en 0, sin que falte ninguna; la cola tiene dos consumidores."""
    taller.poner_workers(**AJUSTES)
    taller.esperar(lambda: taller.api(COLA).get("consumers") == 2)
    taller.arrancar("monitor", **AJUSTES)
    taller.esperar_a_que_diga("monitor", FINAL)
    disparar = taller.navegador.mirar(taller, VISTA)
    taller.arrancar(**AJUSTES)
    taller.esperar(lambda: taller.recuento().completadas >= 4)
    foto = disparar()
    consumidores = sorted(map(CONSUMO, taller.api(COLA)["consumer_details"]))
    recuento = taller.terminada()
    taller.esperar(lambda: FINAL in taller.dice("monitor").partition("todo hecho")[2])
    monitor = taller.logs("monitor", "uniq", marca="todo hecho", columnas=75)
    a_medias = "todo hecho: 10 completadas (worker1: 5 · worker2: 5)"
    comprobar(a_medias in monitor.salida, "las diez, a medias")
    comprobar(monitor.salida.rstrip().endswith(FINAL), "la última línea del monitor dice 0")
    comprobar((recuento.faltan, recuento.repetidas) == (0, 0), "no se pierde ni se repite ninguna")
    los_dos = [(worker, 1, True) for worker in WORKERS]
    comprobar(consumidores == los_dos, "consumen worker1 y worker2, de una en una y con ack")
    todos = cronograma(taller, TITULO, cola=True)
    comprobar(todos.envios == [0] * 10, "el productor envía las diez de golpe")
    cola = "cola tareas_distribuidas: 2 consumidores (worker1, worker2), prefetch 1, con ack\n"
    return [dibujada("portada", todos), dibujada("monitor", monitor), Imagen("cola", cola, foto)]
