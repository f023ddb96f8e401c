"""Una tarea falla siempre: cuatro intentos y a tareas_fallidas."""

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, en_terminales
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import WORKERS

UNA = {"TAREAS": "1", "COMPLEJIDAD": "1", "FALLOS": "1"}
CINCO = {**UNA, "TAREAS": "5", "INTERVALO": "0.6", "COMPLEJIDAD": "1.5"}
COLA = "queues/%2f/tareas_fallidas"


def fallos(taller: Escenario) -> list[Imagen]:
    """La repite el que esté libre, y al cuarto intento queda guardada."""
    taller.poner_workers(**UNA)
    taller.arrancar(**UNA)
    taller.esperar(lambda: taller.api(COLA).get("messages") == 1)
    terminales = [taller.logs(worker, marca="descartada") for worker in WORKERS]
    todo = "\n".join(terminal.salida for terminal in terminales)
    comprobar([todo.count(f"intento {n} de 4") for n in (1, 2, 3, 4)] == [1, 1, 1, 1], "4 intentos")
    comprobar(len(ids("descartada", todo)) == 1, "al cuarto, uno la descarta")
    return [en_terminales("fallidas", *terminales), en_el_panel(taller)]


def en_el_panel(taller: Escenario) -> Imagen:
    """Todas fallan: el panel las muestra en pausa y, al cuarto intento, en tareas_fallidas."""
    panel = taller.tanda_en_el_panel("light", **CINCO)
    taller.esperar(lambda: taller.api(COLA).get("messages", 0) >= 2)
    foto = panel.foto()
    taller.esperar(lambda: len(taller.recuento().descartadas) == 5)
    texto = "todo falla: tareas en pausa entre intentos y, al cuarto, en tareas_fallidas\n"
    return Imagen("panel_fallos", texto, foto)
