"""Publish/subscribe: diez tareas entran en el exchange y salen veinte copias."""

from herramientas.evidencias.estudio.escenario import Camara, Vista, dicho, nuevos
from herramientas.evidencias.estudio.imagen import Imagen, Terminal, comprobar
from herramientas.evidencias.estudio.texto import con
from herramientas.sistema.lineas import ids
from herramientas.sistema.taller import Taller

AJUSTES = {"MODO": "pub_sub", "TAREAS": "10", "INTERVALO": "1", "COMPLEJIDAD": "1"}
EXCHANGE = "exchanges/%2f/distribuidor_tareas"
WORKERS = ("worker1", "worker2")
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


def difusion(taller: Taller, camara: Camara) -> list[Imagen]:
    """Cada worker tiene las diez; en el broker, 10 publicadas, 20 entregadas y 2 bindings."""
    nuevos(taller, *WORKERS, **AJUSTES)
    antes = pasado(taller)
    disparar = camara.mirar(taller, VISTA)  # antes de que empiece lo que hay que ver
    taller.arrancar(**AJUSTES)
    foto = disparar()
    recuento = taller.terminada(copias=True)
    comprobar(len(set(recuento.enviadas)) == 10, "el productor envía 10 tareas")
    registros = {worker: dicho(taller, worker) for worker in WORKERS}
    enviadas = ids("enviada", dicho(taller, "producer"))
    for worker, registro in registros.items():
        comprobar(ids("completada", registro) == enviadas, f"{worker} hace las 10, en orden")

    def nuevas() -> list[int]:
        return [ahora - antes for ahora, antes in zip(pasado(taller), antes, strict=True)]

    taller.esperar(lambda: nuevas() >= [10, 20])
    bindings = taller.api(f"{EXCHANGE}/bindings/source")
    comprobar(nuevas() == [10, 20], "entran 10 y salen 20")
    comprobar(len(bindings) == 2, "el exchange tiene dos bindings")
    hechos = "exchange distribuidor_tareas (fanout): 2 bindings, publish in 10, publish out 20\n"
    copias = [
        Terminal(f"docker logs {worker} | grep completada", con("completada", registro))
        for worker, registro in registros.items()
    ]
    return [
        Imagen("suscribe", [copias]),
        Imagen("distribuidor_tareas", texto_propio=hechos, foto=foto),
    ]


def pasado(taller: Taller) -> tuple[int, int]:
    """Cuántas tareas han entrado en el exchange y cuántas copias han salido, desde que existe."""
    datos = taller.api(EXCHANGE).get("message_stats", {})
    return datos.get("publish_in", 0), datos.get("publish_out", 0)
