"""Diez tareas de golpe, y el monitor cuenta hasta cero."""

from herramientas.evidencias.dibujos.cronograma import Cronograma
from herramientas.evidencias.estudio.escenario import Camara, Vista, dicho, nuevos
from herramientas.evidencias.estudio.hechos import hechos
from herramientas.evidencias.estudio.imagen import Imagen, Terminal, comprobar
from herramientas.evidencias.estudio.texto import sin_repetir
from herramientas.sistema.taller import Taller

# Con esta semilla nadie termina a menos de 3 s de otro: el monitor, que mira cada segundo, ve
# pasar todos los estados.
AJUSTES = {
    "MODO": "work_queue",
    "TAREAS": "10",
    "INTERVALO": "0",
    "COMPLEJIDAD": "3-8",
    "SEMILLA": "18784",
}
WORKERS = ("worker1", "worker2")
COLA = "queues/%2f/tareas_distribuidas"
TITULO = "10 tareas, 2 workers: cada tarea, a quien esté libre, hasta que en cola quedan 0"
FINAL = "Mensajes en cola: 0 (0 en pausa) · en proceso: 0 · workers: 2"
VISTA = Vista(
    ruta="/queues/%2F/tareas_distribuidas",
    abre="Consumers",
    hasta=r"Ready\s*[1-9](?s:.*)Consumers \(2\)",
    ancho=870,
    oculta=(
        "#main > div:first-of-type > h2",
        "#main > div:first-of-type > .hider > :nth-child(n+3)",  # desde «Message rates»
        "#main > div:nth-of-type(n+3)",
    ),
    marca=("#main table.legend td", "#consumers tr > td:nth-child(2)"),
)


def cuenta_atras(taller: Taller, camara: Camara) -> list[Imagen]:
    """El monitor acaba en 0, sin que falte ninguna; la cola tiene dos consumidores."""
    nuevos(taller, *WORKERS, **AJUSTES)
    taller.esperar(lambda: taller.api(COLA).get("consumers") == 2)
    taller.arrancar("monitor", **AJUSTES)
    taller.esperar(lambda: FINAL in taller.dice("monitor"))
    disparar = camara.mirar(taller, VISTA)
    taller.arrancar(**AJUSTES)
    taller.esperar(lambda: taller.recuento().completadas >= 4)
    foto = disparar()
    consumidores = taller.api(COLA)["consumer_details"]
    recuento = taller.terminada()
    taller.esperar(lambda: FINAL in dicho(taller, "monitor").partition("todo hecho")[2])
    monitor = sin_repetir(dicho(taller, "monitor"))
    comprobar(
        "todo hecho: 10 completadas (worker1: 5 · worker2: 5)" in monitor, "las diez, a medias"
    )
    comprobar(monitor.endswith(FINAL), "la última línea del monitor dice 0")
    comprobar((recuento.faltan, recuento.repetidas) == (0, 0), "no se pierde ni se repite ninguna")
    datos = [(c["consumer_tag"], c["prefetch_count"], c["ack_required"]) for c in consumidores]
    comprobar(
        sorted(datos) == [(worker, 1, True) for worker in WORKERS],
        "consumen worker1 y worker2, de una en una y con ack",
    )
    pasado = hechos(taller)
    comprobar(pasado.envios == [0] * 10, "el productor envía las diez de golpe")
    portada = Cronograma(TITULO, pasado, cola=True).dibujo()
    cola = "cola tareas_distribuidas: 2 consumidores (worker1, worker2), prefetch 1, con ack\n"
    return [
        Imagen("portada", texto_propio=str(pasado), svg=portada),
        Imagen("monitor", [[Terminal("docker logs monitor | uniq", monitor, "todo hecho", 75)]]),
        Imagen("cola", texto_propio=cola, foto=foto),
    ]
