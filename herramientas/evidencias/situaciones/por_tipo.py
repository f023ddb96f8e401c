"""Routing y topics: cada tarea va a las colas de su tipo; a la que no tiene worker, también."""

import re
import time

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, dibujada
from herramientas.evidencias.estudio.terminal import Terminal

ROUTING = {"MODO": "routing", "SEMILLA": "7", "INTERVALO": "1", "COMPLEJIDAD": "2"}
TIPOS = {"worker1": "chevere", "worker2": "reflexiva"}
ENLACES = "exchanges/%2f/tareas_por_tipo/bindings/source"
SOLA = r"en cola: (\d) .* · en proceso: 0 .* tareas_chevere: 0 · tareas_reflexiva: \1 sin workers"
TOPICS = {"MODO": "topics", "TIPOS": "norte.urgente.correo", "TAREAS": "1", "COMPLEJIDAD": "1"}
COLAS = {"worker1": ["tareas_de_correo", "tareas_del_norte"], "worker2": ["tareas_urgentes"]}


def por_tipo(taller: Escenario) -> list[Imagen]:
    """worker1 hace las cheveres y worker2 las reflexivas; si falta, las suyas lo esperan."""
    panel = taller.tanda_en_el_panel("light", **ROUTING)
    taller.esperar(lambda: len(taller.recuento().hechas) >= 3)
    foto = panel.foto()
    recuento = taller.terminada()
    comprobar((recuento.completadas, recuento.repetidas) == (10, 0), "se hacen las diez, una vez")
    for worker, tipo in TIPOS.items():
        tipos = {linea.tipo for linea in taller.lineas(worker)} - {""}
        comprobar(tipos == {tipo}, f"{worker} solo hace las de su tipo")
    enlaces = {(e["routing_key"], e["destination"]) for e in taller.api(ENLACES)}
    suyos = {(tipo, f"tareas_{tipo}") for tipo in TIPOS.values()}
    comprobar(enlaces == suyos, "dos colas, por su tipo")
    return [
        dibujada("routing", *map(taller.logs, TIPOS), en_fila=True),
        Imagen("panel_routing", "routing: 10 tareas, 2 tipos, 2 colas\n", foto),
        falta(taller),
    ]


def falta(taller: Escenario) -> Imagen:
    """Sin worker2, las reflexivas esperan en su cola, y el monitor dice que nadie las atiende."""
    taller.docker("stop", "worker2")
    taller.compose("rm", "-fs", "producer", "monitor")
    taller.arrancar("--no-deps", "producer", "monitor", **ROUTING)
    taller.esperar_a_que_diga("producer", "enviadas y confirmadas")
    enviado = time.time()
    taller.esperar(lambda: re.search(SOLA, taller.dice("monitor", enviado)))
    vuelve = time.time()
    taller.docker("start", "worker2")
    taller.esperar_a_que_diga("monitor", "todo hecho: ", vuelve)
    monitor = taller.logs("monitor").salida
    esperan = list(re.finditer(f".*{SOLA}.*", monitor))[-1]
    acaba = re.findall(".*todo hecho.*", monitor)[-1]
    comprobar(f"worker2: {esperan[1]})" in acaba, "worker2 hace las que esperaban")
    return dibujada("falta", Terminal("docker logs monitor", f"{esperan[0]}\n…\n{acaba}\n"))


def por_tema(taller: Escenario) -> list[Imagen]:
    """Una tarea encaja en tres patrones: worker1 hace dos copias y worker2 la tercera."""
    taller.poner_workers(**TOPICS)
    taller.arrancar(**TOPICS)
    taller.esperar_a_que_diga("monitor", "todo hecho: 3 completadas, copias de 1 tareas")
    for worker, suyas in COLAS.items():
        hechas = [linea.copia for linea in taller.lineas(worker, verbo="completada")]
        comprobar(sorted(hechas) == suyas, f"{worker} hace las suyas")
    return [dibujada("topics", *map(taller.logs, COLAS))]
