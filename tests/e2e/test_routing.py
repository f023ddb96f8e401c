"""MODO=routing, de extremo a extremo: cada worker su tipo, y nada se pierde aunque falte uno."""

import re

ROUTING = {"MODO": "routing", "COMPLEJIDAD": "0.3", "INTERVALO": "0.05", "SEMILLA": "1"}


def tipos(dicho, que):
    return re.findall(rf"\] {que} \S+ · tipo (\w+) ", dicho)


def test_cada_worker_hace_las_de_su_tipo_y_no_falta_ninguna(taller):
    desde = taller.tanda("monitor", "panel", "worker1", "worker2", **ROUTING)

    recuento = taller.terminada(desde=desde)

    assert (len(recuento.enviadas), recuento.completadas, recuento.repetidas) == (10, 10, 0)
    assert set(tipos(taller.dice("worker1"), "recibida")) == {"chevere"}
    assert set(tipos(taller.dice("worker2"), "recibida")) == {"reflexiva"}


def test_el_monitor_dice_cada_cola_y_la_que_no_tiene_quien_la_atienda(taller):
    taller.docker("stop", "worker2")
    taller.tanda(**ROUTING)

    linea = (
        r"Mensajes en cola: (\d+) \(0 en pausa\) · en proceso: 0 · workers: 1"
        r" · tareas_chevere: 0 · tareas_reflexiva: \1 sin workers"
    )
    taller.esperar(lambda: re.search(linea + "\n", taller.dice("monitor")))


def test_el_que_llega_tarde_hace_lo_que_le_esperaba(taller):
    taller.docker("start", "worker2")

    taller.esperar(
        lambda: re.search(r"todo hecho: 10 completadas.*descartadas: 0", ultima(taller, "monitor"))
    )


def ultima(taller, servicio):
    return taller.dice(servicio).splitlines()[-1]


def test_los_de_scale_toman_todos_los_tipos(taller):
    taller.arrancar("--no-recreate", "--scale", "worker=1", "worker", **ROUTING)

    taller.esperar(
        lambda: (
            "listo · modo routing · colas tareas_chevere, tareas_reflexiva"
            in taller.compose("logs", "worker", **ROUTING)
        )
    )


def test_un_tipo_que_no_existe_no_arranca_y_dice_cuales_hay(taller):
    taller.compose("rm", "-fs", "producer")
    taller.arrancar("--no-deps", "producer", **ROUTING, TIPOS="triste")

    espera = "TIPOS=«triste» no es válido: se esperan tipos de tarea, como chevere o reflexiva"
    taller.esperar(lambda: espera in taller.dice("producer"))
    assert taller.estado("producer")["State"]["ExitCode"] == 2
