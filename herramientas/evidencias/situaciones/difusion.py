"""Publish/subscribe: diez tareas entran en el exchange y salen veinte copias."""

from herramientas.evidencias.estudio.escenario import Escenario
from herramientas.evidencias.estudio.imagen import Imagen, comprobar, en_terminales
from herramientas.evidencias.estudio.interfaz import Vista
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import WORKERS

AJUSTES = {"MODO": "pub_sub", "TAREAS": "10", "INTERVALO": "1", "COMPLEJIDAD": "1"}
EN_EL_PANEL = {"MODO": "pub_sub", "TAREAS": "8", "INTERVALO": "0.6", "COMPLEJIDAD": "2.5"}
EXCHANGE = "exchanges/%2f/distribuidor_tareas"
VISTA = Vista(
    ruta="/exchanges/%2F/distribuidor_tareas",
    abre="Bindings",
    # Entra una por segundo y salen dos; según dónde caiga la muestra, algo menos o algo más.
    hasta=r"Publish \(In\)\s*(0\.8|1\.[02])0?/s\s*Publish\s*\(Out\)\s*(1\.6|2\.[04])0?/s",
    ancho=800,
    oculta=(
        "#main > div:first-of-type > h2",
        "#main > div:first-of-type > .hider > :nth-child(n+3)",  # desde «Details»
        "#main > div:nth-of-type(2) > .hider > :not(.bindings-wrapper)",  # «Add binding…»
        "#main table.list :is(th, td):last-child",  # «Unbind»
        "#main > div:nth-of-type(n+3)",
    ),
    marca=("#main table.legend td", "#main table.list .queue"),
)


def difusion(taller: Escenario) -> list[Imagen]:
    """Cada worker tiene las diez; en el broker, 10 publicadas, 20 entregadas y 2 bindings."""
    taller.poner_workers(**AJUSTES)
    entradas, salidas = cuentas(taller)
    disparar = taller.navegador.mirar(taller, VISTA)  # antes de que empiece lo que hay que ver
    taller.arrancar(**AJUSTES)
    foto = disparar()
    enviadas = list(taller.terminada(copias=True).enviadas)
    comprobar(len(enviadas) == 10, "el productor envía 10 tareas")
    for worker in WORKERS:
        hechas = ids("completada", taller.dice(worker))
        comprobar(hechas == enviadas, f"{worker} hace las 10, en orden")
    final = (entradas + 10, salidas + 20)
    taller.esperar(lambda: cuentas(taller) >= final)
    comprobar(cuentas(taller) == final, "entran 10 y salen 20")
    bindings = taller.api(f"{EXCHANGE}/bindings/source")
    comprobar(len(bindings) == 2, "el exchange tiene dos bindings")
    texto = "exchange distribuidor_tareas (fanout): 2 bindings, publish in 10, publish out 20\n"
    copias = [taller.logs(worker, "completada") for worker in WORKERS]
    return [
        en_terminales("suscribe", *copias, en_fila=True),
        Imagen("distribuidor_tareas", texto, foto),
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
