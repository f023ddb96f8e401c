"""worker1 muere en plena tarea; la hace worker2."""

import re

from herramientas.evidencias.dibujos.cronograma import Cronograma
from herramientas.evidencias.estudio.escenario import Camara, dicho, tanda
from herramientas.evidencias.estudio.hechos import hechos
from herramientas.evidencias.estudio.imagen import Imagen, Terminal, comprobar
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import Taller

AJUSTES = {"MODO": "work_queue", "TAREAS": "7", "INTERVALO": "1", "COMPLEJIDAD": "4"}
TITULO = "worker1 muere con la tarea 3 a medias: worker2 la repite y la termina"


def caida(taller: Taller, _: Camara) -> list[Imagen]:
    """El registro de worker1 acaba con una tarea a medias; worker2 la hace, como intento 2."""
    tanda(taller, "worker1", "worker2", **AJUSTES)
    taller.esperar(lambda: len(ids("enviada", taller.dice("producer"))) == 7)  # en el segundo 6
    taller.docker("kill", "worker1")
    muerto = dicho(taller, "worker1")
    perdida = ids("recibida", muerto)[-1]
    comprobar(perdida not in ids("completada", muerto), "worker1 muere sin completar su tarea")
    comprobar(muerto.splitlines()[-1].split()[2] == perdida, "su registro acaba con esa tarea")
    recuento = taller.terminada()
    vivo = dicho(taller, "worker2")
    comprobar(re.search(rf"recibida {perdida} · .* · intento 2$", vivo, re.MULTILINE), "intento 2")
    comprobar(perdida in ids("completada", vivo), "worker2 completa la misma tarea")
    comprobar((recuento.completadas, recuento.repetidas) == (7, 0), "se hacen las siete, una vez")
    codigo = taller.estado("worker1")["State"]["ExitCode"]
    comprobar(codigo == 137, "worker1 murió por la fuerza (137 = SIGKILL)")
    pasado = hechos(taller, muerto="worker1")
    return [
        Imagen("caida", texto_propio=str(pasado), svg=Cronograma(TITULO, pasado).dibujo()),
        Imagen("stopped", [[Terminal("docker logs worker1", muerto, perdida)]]),
        Imagen("tolerance", [[Terminal("docker logs worker2", vivo, perdida)]]),
    ]
