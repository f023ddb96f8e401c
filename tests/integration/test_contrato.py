"""El contrato de un modo: vale para cada fichero de comun/modos/, también para los que vengan."""

from comun.tarea import Tarea


def test_lo_publicado_llega_tal_cual(conectar, modo):
    worker = conectar("worker")
    cola = modo.suscribir(worker)
    enviada = Tarea(id="a-0001", complejidad=1)

    productor = conectar("producer")
    modo.declarar(productor)
    modo.publicar(productor, enviada)

    _, propiedades, cuerpo = next(worker.consume(cola, auto_ack=True, inactivity_timeout=5))
    assert Tarea.de_json(cuerpo) == enviada
    assert propiedades.message_id == enviada.id


def test_declarar_dos_veces_no_es_un_error(conectar, modo):
    for usuario in ("producer", "worker"):
        channel = conectar(usuario)
        modo.declarar(channel)
        modo.declarar(channel)


def test_quien_se_suscribe_antes_de_publicar_no_se_pierde_nada(conectar, modo):
    worker = conectar("worker")
    cola = modo.suscribir(worker)
    productor = conectar("producer")

    for numero in range(5):
        modo.publicar(productor, Tarea(id=numero, complejidad=0))

    entregas = worker.consume(cola, auto_ack=True, inactivity_timeout=5)
    assert [Tarea.de_json(next(entregas)[2]).id for _ in range(5)] == [0, 1, 2, 3, 4]


def test_el_productor_y_el_worker_lo_usan_sin_mas(servicio, modo):
    worker = servicio("worker", MODO=modo.nombre)
    worker.esperar(f"listo · modo {modo.nombre} · {modo.destino}")

    servicio("producer", MODO=modo.nombre, TAREAS="2").esperar("2 tareas enviadas y confirmadas")

    worker.esperar("] completada ", veces=2)
