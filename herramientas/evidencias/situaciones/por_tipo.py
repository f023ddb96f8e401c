"""Routing: cada tarea va a la cola de su tipo, y un worker que falta no se pierde nada."""

import re
import time

from herramientas.evidencias.estudio.escenario import Camara, dicho, nuevos
from herramientas.evidencias.estudio.imagen import Imagen, Terminal, comprobar
from herramientas.evidencias.estudio.texto import con
from herramientas.sistema.taller import Taller

AJUSTES = {"MODO": "routing", "SEMILLA": "7", "INTERVALO": "1", "COMPLEJIDAD": "2"}
TIPOS = {"worker1": "chevere", "worker2": "reflexiva"}


def por_tipo(taller: Taller, camara: Camara) -> list[Imagen]:
    """worker1 hace las cheveres y worker2 las reflexivas; parado, las suyas lo esperan."""
    nuevos(taller, *TIPOS, **AJUSTES)
    taller.arrancar("panel", **AJUSTES)
    panel = camara.panel(taller, "light")
    taller.arrancar(**AJUSTES)
    taller.esperar(lambda: len(taller.recuento().hechas) >= 3)
    foto = panel.foto()
    recuento = taller.terminada()
    comprobar((recuento.completadas, recuento.repetidas) == (10, 0), "se hacen las diez, una vez")
    registros = {worker: dicho(taller, worker) for worker in TIPOS}
    for worker, tipo in TIPOS.items():
        otros = set(re.findall(r"· tipo (\w+) ", registros[worker])) - {tipo}
        comprobar(tipo in registros[worker] and not otros, f"{worker} solo hace las de su tipo")
    enlaces = {
        (b["routing_key"], b["destination"])
        for b in taller.api("exchanges/%2f/tareas_por_tipo/bindings/source")
    }
    comprobar(
        enlaces == {(tipo, f"tareas_{tipo}") for tipo in TIPOS.values()}, "dos colas, por su tipo"
    )
    recibidas = [
        Terminal(f"docker logs {worker} | grep recibida", con("recibida", registro))
        for worker, registro in registros.items()
    ]
    return [
        Imagen("routing", [recibidas]),
        Imagen("panel_routing", texto_propio="routing: 10 tareas, 2 tipos, 2 colas\n", foto=foto),
        falta(taller),
    ]


def falta(taller: Taller) -> Imagen:
    """Sin worker2, las reflexivas esperan en su cola, y el monitor dice que nadie las atiende."""
    taller.docker("stop", "worker2")
    taller.compose("rm", "-fs", "producer", "monitor")
    taller.arrancar("--no-deps", "producer", "monitor", **AJUSTES)
    taller.esperar(lambda: "enviadas y confirmadas" in taller.dice("producer"))
    enviado = time.time()
    sola = (
        r"en cola: (\d) .* · en proceso: 0 .* tareas_chevere: 0 · tareas_reflexiva: \1 sin workers"
    )
    taller.esperar(lambda: re.search(sola, taller.dice("monitor", enviado)))
    vuelve = time.time()
    taller.docker("start", "worker2")
    taller.esperar(lambda: "todo hecho: " in taller.dice("monitor", vuelve))
    lineas = dicho(taller, "monitor").splitlines()
    esperan = [linea for linea in lineas if re.search(sola, linea)][-1]
    todo = [linea for linea in lineas if "todo hecho" in linea][-1]
    cuantas = re.findall(r"tareas_reflexiva: (\d)", esperan)[0]
    comprobar(f"worker2: {cuantas})" in todo, "worker2 hace las que esperaban")
    return Imagen("falta", [[Terminal("docker logs monitor", f"{esperan}\n…\n{todo}\n")]])
