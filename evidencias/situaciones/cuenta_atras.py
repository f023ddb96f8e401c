"""Diez tareas de golpe, y el monitor cuenta hasta cero."""

from evidencias.escenario import Camara, Vista, dicho, nuevos
from evidencias.imagen import Imagen, Ventana, comprobar
from evidencias.texto import ids, sin_repetir
from taller.sistema import Taller

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
FINAL = "Mensajes en cola: 0 (0 en pausa) · en proceso: 0 · workers: 2"
VISTA = Vista(
    ruta="/queues/%2F/tareas_distribuidas",
    abre="Consumers",
    hasta=("Consumers (2)", "worker1", "worker2"),
    oculta=(
        "#main > .section:nth-of-type(1) > h2",
        "#main > .section:nth-of-type(n+3)",
    ),
)


def cuenta_atras(taller: Taller, camara: Camara) -> list[Imagen]:
    """El monitor acaba en 0, sin que falte ninguna; la cola tiene dos consumidores."""
    nuevos(taller, *WORKERS, **AJUSTES)
    taller.esperar(lambda: taller.api(COLA).get("consumers") == 2)
    taller.arrancar("monitor", **AJUSTES)
    taller.esperar(lambda: FINAL in taller.dice("monitor"))
    taller.arrancar(**AJUSTES)
    taller.esperar(lambda: taller.libro().completadas >= 5)
    foto = camara.foto(taller, VISTA)
    consumidores = taller.api(COLA)["consumer_details"]
    libro = taller.terminada()
    taller.esperar(lambda: FINAL in dicho(taller, "monitor").partition("todo hecho")[2])
    monitor = sin_repetir(dicho(taller, "monitor"))
    comprobar("todo hecho: 10 completadas (worker1: 5 · worker2: 5)" in monitor, "las diez, a medias")
    comprobar(monitor.endswith(FINAL), "la última línea del monitor dice 0")
    comprobar((libro.faltan, libro.repetidas) == (0, 0), "no se pierde ni se repite ninguna")
    datos = [(c["consumer_tag"], c["prefetch_count"], c["ack_required"]) for c in consumidores]
    comprobar(
        sorted(datos) == [(worker, 1, True) for worker in WORKERS],
        "consumen worker1 y worker2, de una en una y con ack",
    )
    hechos = "cola tareas_distribuidas: 2 consumidores (worker1, worker2), prefetch 1, con ack\n"
    registros = {s: dicho(taller, s) for s in ("producer", *WORKERS)}
    comprobar(len(ids("enviada", registros["producer"])) == 10, "el productor envía 10")
    todos = {s: Ventana(f"docker logs {s}", texto) for s, texto in registros.items()}
    final = Ventana("docker logs monitor | uniq", monitor, r"todo hecho")
    return [
        Imagen("portada", [[todos[w] for w in WORKERS], [todos["producer"], final]]),
        Imagen("monitor", [[final]]),
        Imagen("cola", texto_propio=hechos, png=foto),
    ]
