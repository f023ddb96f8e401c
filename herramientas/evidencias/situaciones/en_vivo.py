"""El panel: una muerte en vivo, tareas que fallan, y pub/sub."""

import re
import time

from herramientas.evidencias.estudio.escenario import Camara, dicho, nuevos
from herramientas.evidencias.estudio.imagen import Imagen, comprobar
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import Taller

WORKERS = ("worker1", "worker2")
MUERTE = {"MODO": "work_queue", "TAREAS": "8", "INTERVALO": "0.6", "COMPLEJIDAD": "3"}
FALLOS = {**MUERTE, "COMPLEJIDAD": "1.5", "FALLOS": "1", "TAREAS": "5"}
PUB_SUB = {**MUERTE, "MODO": "pub_sub", "COMPLEJIDAD": "2.5"}


def en_vivo(taller: Taller, camara: Camara) -> list[Imagen]:
    """worker1 muere con una tarea a medias y el panel la ve pasar a worker2."""
    nuevos(taller, *WORKERS, **MUERTE)
    taller.arrancar("panel", **MUERTE)
    panel = camara.panel(taller, "light")
    taller.arrancar(**MUERTE)
    muerto = 0.0

    def se_acaba() -> bool:
        """A los 2 s de su segunda tarea worker1 muere; se mira hasta que worker2 la completa."""
        nonlocal muerto
        suyas = ids("recibida", taller.dice("worker1"))
        if not muerto and len(suyas) == 2:
            taller.docker("kill", "worker1")
            muerto = time.monotonic()
        return bool(muerto and suyas[-1] in ids("completada", taller.dice("worker2")))

    film = panel.filma(lambda: not se_acaba())
    perdida = ids("recibida", dicho(taller, "worker1"))[-1]
    vivo = dicho(taller, "worker2")
    comprobar(re.search(rf"recibida {perdida} · .* · intento 2$", vivo, re.MULTILINE), "intento 2")
    comprobar(taller.terminada().completadas == 8, "se hacen las ocho")
    texto = f"worker1 muere con {perdida} a medias; worker2 la recibe, intento 2, y la completa\n"
    return [
        Imagen("panel", texto_propio=texto, foto=film, animada=True),
        fallan(taller, camara),
        difunde(taller, camara),
    ]


def fallan(taller: Taller, camara: Camara) -> Imagen:
    """Todo falla: tareas en pausa y, al cuarto intento, en tareas_fallidas."""
    nuevos(taller, *WORKERS, **FALLOS)
    taller.arrancar("panel", **FALLOS)
    panel = camara.panel(taller, "light")
    taller.arrancar(**FALLOS)
    taller.esperar(lambda: taller.api("queues/%2f/tareas_fallidas").get("messages", 0) >= 2)
    foto = panel.foto()
    taller.esperar(lambda: len(taller.recuento().descartadas) == 5)
    texto = "todo falla: tareas en pausa entre intentos y, al cuarto, en tareas_fallidas\n"
    taller.api("queues/%2f/tareas_fallidas/contents", "DELETE")
    return Imagen("panel_fallos", texto_propio=texto, foto=foto)


def difunde(taller: Taller, camara: Camara) -> Imagen:
    """pub_sub: cada worker tiene su cola y su copia."""
    nuevos(taller, *WORKERS, **PUB_SUB)
    taller.arrancar("panel", **PUB_SUB)
    panel = camara.panel(taller, "dark")
    taller.arrancar(**PUB_SUB)
    taller.esperar(lambda: len(taller.recuento(copias=True).hechas) >= 4)
    foto = panel.foto()
    recuento = taller.terminada(copias=True)
    comprobar(recuento.completadas == 16, "ocho tareas, dieciséis copias")
    texto = "pub_sub: 8 tareas, 2 workers, 16 copias completadas\n"
    return Imagen("panel_pub_sub", texto_propio=texto, foto=foto)
