"""Lo que dice el monitor de lo que le cuentan: nadie le dicta una línea."""

from dataclasses import replace

import pytest

from comun.modos import routing, work_queue
from comun.verbo import Verbo
from monitor.frases import lo_pendiente, resumen
from monitor.monitor import Monitor
from seguimiento.api import Cola
from seguimiento.foto import Foto
from seguimiento.lote import Hecho, Lote
from tests.servicios import servicio
from tests.unit.test_seguimiento import Proceso, enviada, sumar


@pytest.fixture
def monitor():
    """Un worker de nombre hostil murió con una tarea de id hostil en la mano."""
    monitor = Monitor(servicio("monitor"))
    hechos = (Hecho(Verbo.RECIBIDA, "a · 1\x1b[31m", 0.0),)
    totales = {Verbo.RECIBIDA: 1}
    monitor.panorama.libro.aplicar(
        Lote("x\n[worker1] y.abc", 1, "work_queue", 0.0, totales, hechos, fin=False)
    )
    for ahora in (1.0, 2.0):
        monitor.panorama.mirar(Foto(contesta=True), ahora)
    return monitor


def test_el_worker_muerto_y_su_tarea_salen_escapados(monitor, caplog):
    monitor._decir_los_muertos()

    assert caplog.messages == [
        r"x\n[worker1]\x20y no da señales de vida, con a\x20\xb7\x201\x1b[31m en mano"
    ]


def test_el_reparto_del_resumen_sale_escapado(monitor):
    dicho = resumen(monitor.panorama)
    assert r"completadas (x\n[worker1]\x20y: 0) ·" in dicho


def test_cada_tanda_tiene_su_resumen_aunque_sean_iguales(caplog):
    caplog.set_level("INFO")
    monitor = Monitor(servicio("monitor"))
    for n in range(3):
        productor, worker = Proceso(f"producer.{n}"), Proceso(f"worker1.{n}")
        hecha = worker.lote((Verbo.RECIBIDA, f"a-{n}"), (Verbo.COMPLETADA, f"a-{n}"), fin=True)
        lotes = (productor.lote(), productor.lote(enviada(f"a-{n}"), fin=True), hecha)
        sumar(
            monitor.panorama.libro,
            *(replace(lote, offset=n * 3 + k) for k, lote in enumerate(lotes)),
        )
        for segundo in range(5):
            monitor.panorama.mirar(Foto(contesta=True), 100.0 * n + segundo)
            monitor._resumir()

    assert [m[:25] for m in caplog.messages] == ["todo hecho: 1 completadas"] * 3


def con(*conexiones, **numeros):
    return Cola(consumidores=frozenset(conexiones), **numeros)


def test_con_una_cola_la_linea_son_sus_numeros():
    foto = Foto(colas={"tareas_distribuidas": con("a", "b", en_cola=5, en_pausa=2, en_proceso=1)})

    assert lo_pendiente(work_queue.MODO, foto, {}) == (
        "Mensajes en cola: 5 (2 en pausa) · en proceso: 1 · workers: 2"
    )


def test_con_varias_colas_la_linea_las_suma_y_dice_cada_una():
    suyas = {"tareas_chevere": con("a", en_cola=2), "tareas_reflexiva": con("b", en_cola=1)}

    assert lo_pendiente(routing.MODO, Foto(colas=suyas), {}) == (
        "Mensajes en cola: 3 (0 en pausa) · en proceso: 0 · workers: 2"
        " · tareas_chevere: 2 · tareas_reflexiva: 1"
    )


def test_de_una_cola_que_nadie_atiende_se_dice_que_no_tiene_workers():
    suyas = {"tareas_chevere": con("a", en_cola=2), "tareas_reflexiva": con(en_cola=1)}

    assert lo_pendiente(routing.MODO, Foto(colas=suyas), {}) == (
        "Mensajes en cola: 3 (0 en pausa) · en proceso: 0 · workers: 1"
        " · tareas_chevere: 2 · tareas_reflexiva: 1 sin workers"
    )


def test_quien_atiende_dos_colas_es_un_worker():
    suyas = {"tareas_chevere": con("a"), "tareas_reflexiva": con("a")}

    assert " · workers: 1 · " in lo_pendiente(routing.MODO, Foto(colas=suyas), {})
