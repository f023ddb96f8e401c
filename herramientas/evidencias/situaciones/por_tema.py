"""Topics: una tarea que encaja en varios patrones va a todas esas colas, una copia a cada una."""

import re

from herramientas.evidencias.estudio.escenario import Camara, dicho, nuevos
from herramientas.evidencias.estudio.imagen import Imagen, Terminal, comprobar
from herramientas.sistema.taller import Taller

AJUSTES = {"MODO": "topics", "TIPOS": "norte.urgente.correo", "TAREAS": "1", "COMPLEJIDAD": "1"}
COLAS = {"worker1": {"tareas_del_norte", "tareas_de_correo"}, "worker2": {"tareas_urgentes"}}


def por_tema(taller: Taller, _: Camara) -> list[Imagen]:
    """Una tarea, tres copias: dos las hace worker1 y una worker2."""
    nuevos(taller, *COLAS, **AJUSTES)
    taller.arrancar(**AJUSTES)
    taller.esperar(
        lambda: "todo hecho: 3 completadas, copias de 1 tareas" in taller.dice("monitor")
    )
    registros = {worker: dicho(taller, worker) for worker in COLAS}
    for worker, suyas in COLAS.items():
        hechas = re.findall(r"completada \S+ · .* · de (\w+)$", registros[worker], re.MULTILINE)
        comprobar(set(hechas) == suyas and len(hechas) == len(suyas), f"{worker} hace las suyas")
    terminales = [Terminal(f"docker logs {worker}", texto) for worker, texto in registros.items()]
    return [Imagen("topics", [[terminal] for terminal in terminales])]
