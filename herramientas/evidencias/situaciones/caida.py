"""worker1 muere en plena tarea y la hace worker2."""

from herramientas.evidencias.dibujos.cronograma import Cronograma
from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.hechos import hechos
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, en_terminales
from herramientas.sistema.lineas import ids, leer

AJUSTES = {"TAREAS": "7", "INTERVALO": "1", "COMPLEJIDAD": "4"}
EN_EL_PANEL = {"TAREAS": "8", "INTERVALO": "0.6", "COMPLEJIDAD": "3"}
TITULO = "worker1 muere con la tarea 3 a medias: worker2 la repite y la termina"


def caida(taller: Escenario) -> list[Imagen]:
    """El registro de worker1 acaba con una tarea a medias; worker2 la hace, como intento 2."""
    taller.poner_workers(**AJUSTES)
    taller.arrancar(**AJUSTES)
    taller.esperar(lambda: len(ids("enviada", taller.dice("producer"))) == 7)  # en el segundo 6
    taller.docker("kill", "worker1")
    recuento = taller.terminada()
    perdida = la_perdida(taller)
    comprobar(taller.lineas("worker1")[-1].verbo == "recibida", "su registro acaba con esa tarea")
    comprobar((recuento.completadas, recuento.repetidas) == (7, 0), "se hacen las siete, una vez")
    codigo = taller.estado("worker1")["State"]["ExitCode"]
    comprobar(codigo == 137, "worker1 murió por la fuerza (137 = SIGKILL)")
    return [
        Cronograma(hechos(taller)).imagen("caida", TITULO),
        en_terminales("stopped", taller.logs("worker1", marca=perdida)),
        en_terminales("tolerance", taller.logs("worker2", marca=perdida)),
        en_el_panel(taller),
    ]


def en_el_panel(taller: Escenario) -> Imagen:
    """El panel, filmado, ve pasar a worker2 la segunda tarea de worker1."""
    panel = taller.tanda_en_el_panel("light", **EN_EL_PANEL)
    vive = True

    def sigue() -> bool:
        """Mata a worker1 en cuanto recibe su segunda tarea; acaba cuando worker2 la completa."""
        nonlocal vive
        suyas = ids("recibida", taller.dice("worker1"))
        if vive and len(suyas) == 2:
            taller.docker("kill", "worker1")
            vive = False
        return vive or suyas[-1] not in ids("completada", taller.dice("worker2"))

    film = panel.filmar(sigue)
    perdida = la_perdida(taller)
    comprobar(taller.terminada().completadas == 8, "se hacen las ocho")
    texto = f"worker1 muere con {perdida} a medias; worker2 la recibe, intento 2, y la completa\n"
    return Imagen("panel", texto, film, "gif")


def la_perdida(taller: Escenario) -> str:
    """Da el id de la tarea con que murió worker1; comprueba que worker2 la repitió y completó."""
    muerto, vivo = (taller.logs(worker).salida for worker in ("worker1", "worker2"))
    perdida = ids("recibida", muerto)[-1]
    comprobar(perdida not in ids("completada", muerto), "worker1 muere sin completar su tarea")
    repetida = [(li.verbo, li.intento) for li in leer(vivo) if li.tarea == perdida]
    comprobar(("recibida", 2) in repetida, "intento 2")
    comprobar(perdida in ids("completada", vivo), "worker2 completa la misma tarea")
    return perdida
