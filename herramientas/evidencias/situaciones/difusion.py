"""Publish/subscribe: diez tareas entran en el exchange y salen veinte copias."""

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, dibujada
from herramientas.evidencias.estudio.interfaz import Vista
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import WORKERS

AJUSTES = {"MODO": "pub_sub", "TAREAS": "10", "INTERVALO": "1", "COMPLEJIDAD": "1"}
EN_EL_PANEL = {"MODO": "pub_sub", "TAREAS": "8", "INTERVALO": "0.6", "COMPLEJIDAD": "2.5"}
EXCHANGE = "exchanges/%2f/distribuidor_tareas"
VISTA = Vista(
    "distribuidor_tareas",
    ruta="/exchanges/%2F/distribuidor_tareas",
    abre="Bindings",
    # Entra una por segundo y salen dos; según dónde caiga la muestra, algo menos o algo más.
    hasta=r"Publish \(In\)\s*(0\.8|1\.[02])0?/s\s*Publish\s*\(Out\)\s*(1\.6|2\.[04])0?/s",
    ancho=800,
)


def difusion(taller: Escenario) -> list[Imagen]:
    """Cada worker tiene las diez; en el broker, 10 publicadas, 20 entregadas y 2 bindings."""
    taller.poner_workers(**AJUSTES)
    disparar = taller.navegador.mirar(taller, VISTA)  # antes de que empiece lo que hay que ver
    taller.arrancar(**AJUSTES)
    foto = disparar()
    enviadas = list(taller.terminada(copias=True).enviadas)
    comprobar(len(enviadas) == 10, "el productor envía 10 tareas")
    for worker in WORKERS:
        hechas = ids("completada", taller.dice(worker))
        comprobar(hechas == enviadas, f"{worker} hace las 10, en orden")
    taller.esperar(lambda: cuentas(taller) >= (10, 20))  # son las primeras de este broker
    comprobar(cuentas(taller) == (10, 20), "entran 10 en el exchange y salen 20")
    bindings = taller.api(f"{EXCHANGE}/bindings/source")
    comprobar(len(bindings) == 2, "el exchange tiene dos bindings")
    texto = "exchange distribuidor_tareas (fanout): 2 bindings, publish in 10, publish out 20\n"
    return [
        dibujada("suscribe", *map(taller.logs, WORKERS), en_fila=True),
        Imagen(VISTA.nombre, texto, foto),
        en_el_panel(taller),
    ]


def en_el_panel(taller: Escenario) -> Imagen:
    """El panel muestra una cola por worker, cada una con su copia."""
    panel = taller.tanda_en_el_panel("dark", **EN_EL_PANEL)
    taller.esperar(lambda: len(taller.recuento(copias=True).hechas) >= 4)
    foto = panel.foto()
    recuento = taller.terminada(copias=True)
    comprobar(recuento.completadas == 16, "ocho tareas, dieciséis copias")
    return Imagen("panel_pub_sub", "pub_sub: 8 tareas, 2 workers, 16 copias completadas\n", foto)


def cuentas(taller: Escenario) -> tuple[int, int]:
    """Da cuántas tareas han entrado en el exchange, y cuántas copias han salido."""
    datos = taller.api(EXCHANGE).get("message_stats", {})
    return datos.get("publish_in", 0), datos.get("publish_out", 0)
