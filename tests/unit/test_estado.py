from comun.estado import Estado
from comun.evento import Evento, Que


def estado_tras(*hechos, copias=False):
    estado = Estado(copias=copias)
    for instante, (que, quien, tarea) in enumerate(hechos):
        estado.aplicar(Evento(que, quien, tarea, float(instante)))
    return estado


def test_una_tarea_hecha_dos_veces_es_una_completada_y_una_repetida():
    hecha = [(Que.COMPLETADA, "worker1", "a"), (Que.COMPLETADA, "worker2", "a")]

    estado = estado_tras(*hecha)

    assert (estado.completadas, estado.repetidas) == (1, 1)


def test_con_copias_cada_worker_hace_la_suya():
    hecha = [(Que.COMPLETADA, "worker1", "a"), (Que.COMPLETADA, "worker2", "a")]

    estado = estado_tras(*hecha, copias=True)

    assert (estado.completadas, estado.repetidas) == (2, 0)


def test_la_tarea_entregada_de_nuevo_ya_no_esta_en_la_primera_mano():
    estado = estado_tras((Que.RECIBIDA, "worker1", "a"), (Que.RECIBIDA, "worker2", "a"))

    assert [w.en_mano for w in estado.workers.values()] == ["", "a"]


def test_un_worker_que_calla_tres_segundos_se_nota():
    estado = estado_tras((Que.LATIDO, "worker1", ""))

    assert (estado.callados(2.9), estado.callados(3.1)) == ([], ["worker1"])


def test_lo_que_no_es_un_lote_de_eventos_se_pasa_por_alto():
    assert Evento.lote(b'{"que": "completada"}') == []
