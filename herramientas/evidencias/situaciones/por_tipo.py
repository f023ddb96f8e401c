"""Routing: cada tarea va a la cola de su tipo, y un worker que falta no se pierde nada."""

import re
import time

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, en_terminales
from herramientas.evidencias.estudio.terminal import Terminal
from herramientas.evidencias.estudio.texto import con

AJUSTES = {"MODO": "routing", "SEMILLA": "7", "INTERVALO": "1", "COMPLEJIDAD": "2"}
TIPOS = {"worker1": "chevere", "worker2": "reflexiva"}
ENLACES = "exchanges/%2f/tareas_por_tipo/bindings/source"
SOLA = r"en cola: (\d) .* · en proceso: 0 .* tareas_chevere: 0 · tareas_reflexiva: \1 sin workers"


def por_tipo(taller: Escenario) -> list[Imagen]:
    """worker1 hace las cheveres y worker2 las reflexivas; si falta, las suyas lo esperan."""
    panel = taller.tanda_en_el_panel("light", **AJUSTES)
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
    recibidas = [taller.logs(worker, "recibida") for worker in TIPOS]
    return [
        en_terminales("routing", *recibidas, en_fila=True),
        Imagen("panel_routing", "routing: 10 tareas, 2 tipos, 2 colas\n", foto),
        falta(taller),
    ]


def falta(taller: Escenario) -> Imagen:
    """Sin worker2, las reflexivas esperan en su cola, y el monitor dice que nadie las atiende."""
    taller.docker("stop", "worker2")
    taller.compose("rm", "-fs", "producer", "monitor")
    taller.arrancar("--no-deps", "producer", "monitor", **AJUSTES)
    taller.esperar_a_que_diga("producer", "enviadas y confirmadas")
    enviado = time.time()
    taller.esperar(lambda: re.search(SOLA, taller.dice("monitor", enviado)))
    vuelve = time.time()
    taller.docker("start", "worker2")
    taller.esperar_a_que_diga("monitor", "todo hecho: ", vuelve)
    monitor = taller.logs("monitor").salida
    esperan, acaba = (con(patron, monitor).splitlines()[-1] for patron in (SOLA, "todo hecho"))
    cuantas = re.findall(r"tareas_reflexiva: (\d)", esperan)[0]
    comprobar(f"worker2: {cuantas})" in acaba, "worker2 hace las que esperaban")
    return en_terminales("falta", Terminal("docker logs monitor", f"{esperan}\n…\n{acaba}\n"))
