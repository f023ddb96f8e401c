"""Lo que sale mal: un worker muere en plena tarea, y una tarea falla siempre."""

from herramientas.evidencias.estudio.cronograma import cronograma
from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, dibujada
from herramientas.evidencias.estudio.terminal import TANDA
from herramientas.sistema.lineas import ids, leer
from herramientas.sistema.taller import WORKERS

CON_CAIDA = {"TAREAS": "7", "INTERVALO": "1", "COMPLEJIDAD": "4"}
TITULO = "worker1 muere con la tarea 3 a medias: worker2 la repite y la termina"
PERDIDA = f"{TANDA}-0003"
UNA = {"TAREAS": "1", "COMPLEJIDAD": "1", "FALLOS": "1"}
CINCO = {**UNA, "TAREAS": "5", "INTERVALO": "0.6", "COMPLEJIDAD": "1.5"}
COLA = "queues/%2f/tareas_fallidas"


def caida(taller: Escenario) -> list[Imagen]:
    """El registro de worker1 acaba con la tarea 3 a medias; worker2 la hace, como intento 2."""
    panel = taller.tanda_en_el_panel("light", **CON_CAIDA)
    vive = True

    def sigue() -> bool:
        """Mata a worker1 tras el último envío; acaba cuando worker2 completa lo que él tenía."""
        nonlocal vive
        if vive:
            vive = len(ids("enviada", taller.dice("producer"))) < 7
            if not vive:  # va por el segundo 6
                taller.docker("kill", "worker1")
            return True
        suya = ids("recibida", taller.dice("worker1"))[-1]
        return suya not in ids("completada", taller.dice("worker2"))

    film = panel.filmar(sigue)
    recuento = taller.terminada()
    comprobar((recuento.completadas, recuento.repetidas) == (7, 0), "se hacen las siete, una vez")
    muerto, vivo = (taller.logs(worker, marca=PERDIDA) for worker in WORKERS)
    ultima = leer(muerto.salida)[-1]
    comprobar((ultima.verbo, ultima.tarea) == ("recibida", PERDIDA), "worker1 la deja a medias")
    suya = [(linea.verbo, linea.intento) for linea in leer(vivo.salida) if linea.tarea == PERDIDA]
    comprobar(suya == [("recibida", 2), ("completada", 0)], "worker2 la repite y la completa")
    codigo = taller.estado("worker1")["State"]["ExitCode"]
    comprobar(codigo == 137, "worker1 murió por la fuerza (137 = SIGKILL)")
    texto = f"worker1 muere con {PERDIDA} a medias; worker2 la recibe, intento 2, y la completa\n"
    return [
        dibujada("caida", cronograma(taller, TITULO)),
        dibujada("stopped", muerto),
        dibujada("tolerance", vivo),
        Imagen("panel", texto, film, "gif"),
    ]


def fallos(taller: Escenario) -> list[Imagen]:
    """Una tarea que falla la repite el que esté libre, y al cuarto intento queda guardada."""
    taller.poner_workers(**UNA)
    taller.arrancar(**UNA)
    taller.esperar(lambda: taller.api(COLA).get("messages") == 1)
    terminales = [taller.logs(worker, marca="descartada") for worker in WORKERS]
    todo = "\n".join(terminal.salida for terminal in terminales)
    comprobar([todo.count(f"intento {n} de 4") for n in (1, 2, 3, 4)] == [1, 1, 1, 1], "4 intentos")
    comprobar(len(ids("descartada", todo)) == 1, "al cuarto, uno la descarta")
    return [dibujada("fallidas", *terminales), todo_falla(taller)]


def todo_falla(taller: Escenario) -> Imagen:
    """El panel muestra las tareas en pausa y, al cuarto intento, en tareas_fallidas."""
    panel = taller.tanda_en_el_panel("light", **CINCO)
    taller.esperar(lambda: taller.api(COLA).get("messages", 0) >= 2)
    foto = panel.foto()
    taller.esperar(lambda: len(taller.recuento().descartadas) == 5)
    texto = "todo falla: tareas en pausa entre intentos y, al cuarto, en tareas_fallidas\n"
    return Imagen("panel_fallos", texto, foto)
