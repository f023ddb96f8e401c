"""Topics: una tarea que encaja en varios patrones va a todas esas colas, una copia a cada una."""

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, en_terminales

AJUSTES = {"MODO": "topics", "TIPOS": "norte.urgente.correo", "TAREAS": "1", "COMPLEJIDAD": "1"}
COLAS = {"worker1": ["tareas_de_correo", "tareas_del_norte"], "worker2": ["tareas_urgentes"]}


def por_tema(taller: Escenario) -> list[Imagen]:
    """De una tarea, worker1 hace dos copias y worker2 la tercera."""
    taller.poner_workers(**AJUSTES)
    taller.arrancar(**AJUSTES)
    taller.esperar_a_que_diga("monitor", "todo hecho: 3 completadas, copias de 1 tareas")
    for worker, suyas in COLAS.items():
        hechas = [linea.copia for linea in taller.lineas(worker) if linea.verbo == "completada"]
        comprobar(sorted(hechas) == suyas, f"{worker} hace las suyas")
    return [en_terminales("topics", *map(taller.logs, COLAS))]
