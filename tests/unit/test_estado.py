import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comun.estado import Estado
from comun.evento import Evento, Que
from comun.ficha import ENTREGAS, FICHAS
from comun.trabajador import VUELTA


def estado_tras(*hechos, copias=False, desde=0.0):
    """Un estado tras hechos (qué, quién, tarea[, más datos]), uno por segundo."""
    estado = Estado(copias=copias, desde=desde)
    for instante, (que, quien, tarea, *mas) in enumerate(hechos):
        estado.aplicar(Evento(que, quien, tarea, float(instante), **(mas[0] if mas else {})))
    return estado


def latido(quien, *, arranque=1.0, **totales):
    return (Que.LATIDO, quien, "", {"arranque": arranque, "totales": totales})


def test_una_tarea_hecha_dos_veces_es_una_completada_y_una_repetida():
    hecha = [(Que.COMPLETADA, "worker1", "a"), (Que.COMPLETADA, "worker2", "a")]

    estado = estado_tras(*hecha)

    assert (estado.completadas, estado.repetidas) == (1, 1)


def test_la_que_nadie_supo_que_se_hizo_no_esta_completada_y_sigue_pendiente():
    sin_ack = [(Que.RECIBIDA, "worker1", "a"), (Que.SIN_ACK, "worker1", "a")]

    estado = estado_tras((Que.ENVIADA, "producer", "a"), *sin_ack, *sin_ack)

    assert (estado.completadas, estado.repetidas, estado.perdidas(1, [])) == (0, 2, 0)
    assert estado.perdidas(0, []) == 1  # si el broker no la tuviera, sí


@pytest.mark.parametrize("primero", [Que.COMPLETADA, Que.SIN_ACK])
def test_la_que_uno_completo_y_otro_hizo_sin_ack_es_una_completada_y_una_repetida(primero):
    otro = {Que.COMPLETADA: Que.SIN_ACK, Que.SIN_ACK: Que.COMPLETADA}[primero]

    estado = estado_tras(
        (Que.ENVIADA, "producer", "a"),
        (Que.RECIBIDA, "worker1", "a"),
        (Que.RECIBIDA, "worker2", "a", {"intento": 2}),
        (primero, "worker1", "a"),
        (otro, "worker2", "a"),
    )

    assert (estado.completadas, estado.repetidas) == (1, 1)
    assert not estado.perdidas(0, [])


def test_con_copias_cada_worker_hace_la_suya():
    hecha = [(Que.COMPLETADA, "worker1", "a"), (Que.COMPLETADA, "worker2", "a")]

    estado = estado_tras(*hecha, copias=True)

    assert (estado.completadas, estado.repetidas) == (2, 0)


def test_la_tarea_entregada_de_nuevo_ya_no_esta_en_la_primera_mano():
    estado = estado_tras((Que.RECIBIDA, "worker1", "a"), (Que.RECIBIDA, "worker2", "a"))

    assert [w.en_mano for w in estado.workers.values()] == ["", "a"]


def test_la_tarea_de_un_worker_muerto_se_ve_pasar_al_otro():
    estado = estado_tras(
        (Que.RECIBIDA, "worker1", "a"), (Que.RECIBIDA, "worker2", "a", {"intento": 2})
    )

    entregas = [(e.quien, e.intento, e.fin) for e in estado.fichas["a"].entregas]
    assert entregas == [("worker1", 1, "perdida"), ("worker2", 2, "en_mano")]
    assert estado.workers["worker1"].dudoso
    assert estado.sucesos[-1]["clase"] == "reentrega"


def test_la_noticia_de_quien_ya_la_perdio_no_se_la_quita_a_quien_la_tiene():
    estado = estado_tras((Que.LATIDO, "worker1", ""), (Que.LATIDO, "worker2", ""))
    estado.aplicar(Evento(Que.RECIBIDA, "worker2", "a", 8.0, intento=2))
    vieja = Evento(Que.RECIBIDA, "worker1", "a", 5.0)

    estado.aplicar(vieja)
    for instante in (9.0, 10.0):
        estado.aplicar(Evento(Que.LATIDO, "worker1", "", instante, en_mano=vieja))

    entregas = [(e.quien, e.intento, e.fin) for e in estado.fichas["a"].entregas]
    assert entregas == [("worker1", 1, "perdida"), ("worker2", 2, "en_mano")]
    assert [w.en_mano for w in estado.workers.values()] == ["", "a"]
    assert (estado.reentregas, estado.sucesos[-1]["de"]) == (1, "worker1")


def test_quien_acaba_la_tarea_que_ya_era_de_otro_no_se_queda_con_ella_en_la_mano():
    estado = estado_tras(
        (Que.RECIBIDA, "worker1", "a"),
        (Que.RECIBIDA, "worker2", "a"),
        (Que.COMPLETADA, "worker1", "a"),
        (Que.COMPLETADA, "worker2", "a"),
    )

    assert [(e.quien, e.fin) for e in estado.fichas["a"].entregas] == [
        ("worker1", "completada"),
        ("worker2", "completada"),
    ]


def test_un_worker_que_calla_tres_segundos_se_nota():
    estado = estado_tras((Que.LATIDO, "worker1", ""))

    assert (estado.callados(2.9), estado.callados(3.1)) == ([], ["worker1"])


def test_tras_un_rato_sin_oir_a_nadie_se_da_tiempo_a_que_vuelvan():
    estado = estado_tras((Que.LATIDO, "worker1", ""), (Que.LATIDO, "worker2", ""))

    estado.esperar_noticias(100.0, ["worker2"])

    assert estado.callados(100 + VUELTA) == ["worker2"]
    assert estado.callados(100.1 + VUELTA) == ["worker1", "worker2"]


def test_quien_ya_ha_vuelto_y_calla_se_nota_enseguida():
    estado = estado_tras((Que.LATIDO, "worker1", ""))
    estado.esperar_noticias(100.0, [])

    estado.aplicar(Evento(Que.LATIDO, "worker1", "", 101.0))

    assert (estado.callados(103.9), estado.callados(104.1)) == ([], ["worker1"])


def test_lo_enviado_espera_en_orden_hasta_que_alguien_lo_recibe():
    estado = estado_tras(
        (Que.ENVIADA, "producer", "a", {"complejidad": 2.0}),
        (Que.ENVIADA, "producer", "b"),
        (Que.RECIBIDA, "worker1", "a"),
    )

    assert list(estado.fila.ids) == ["b"]
    assert (estado.fichas["a"].espera, estado.fichas["a"].complejidad) == (2.0, 2.0)


def test_lo_recibido_antes_de_saberse_enviado_no_espera():
    estado = estado_tras((Que.COMPLETADA, "worker1", "a"), (Que.ENVIADA, "producer", "a"))

    assert len(estado.fila) == 0


def test_lo_fallido_espera_en_pausa_hasta_el_siguiente_intento():
    fallo = [
        (Que.RECIBIDA, "worker1", "a"),
        (Que.FALLIDA, "worker1", "a", {"intento": 1, "motivo": "x"}),
    ]

    assert list(estado_tras(*fallo).pausas) == ["a"]
    assert not estado_tras(*fallo, (Que.RECIBIDA, "worker2", "a", {"intento": 2})).pausas


def test_con_copias_cada_worker_que_vive_tiene_la_suya_por_hacer():
    estado = estado_tras(
        (Que.LATIDO, "worker1", ""),
        (Que.LATIDO, "worker2", ""),
        (Que.ENVIADA, "producer", "a"),
        (Que.RECIBIDA, "worker1", "a"),
        copias=True,
    )

    assert [len(w.copias) for w in estado.workers.values()] == [0, 1]


def test_las_copias_que_tenia_un_worker_muerto_son_perdidas():
    estado = estado_tras(
        (Que.LATIDO, "worker1", ""),
        (Que.ENVIADA, "producer", "a"),
        (Que.ENVIADA, "producer", "b"),
        (Que.RECIBIDA, "worker1", "a"),
        copias=True,
    )

    assert estado.perdidas(0, ["worker1"]) == 2


def test_un_evento_perdido_no_falsea_las_sumas():
    estado = estado_tras(
        latido("worker1"), (Que.COMPLETADA, "worker1", "a"), latido("worker1", completada=3)
    )

    assert (estado.completadas, estado.workers["worker1"].completadas) == (3, 3)


def test_lo_de_antes_de_mirar_no_se_suma():
    estado = estado_tras(latido("worker1", completada=50), desde=1000.0)
    estado.aplicar(Evento(Que.COMPLETADA, "worker1", "a", 2.0))

    assert estado.completadas == 1


def test_un_proceso_nuevo_con_el_mismo_nombre_empieza_de_cero():
    estado = estado_tras(
        latido("worker1", completada=3), latido("worker1", arranque=9.0, completada=2)
    )

    assert estado.completadas == 5


def test_la_tarea_en_mano_se_sabe_tambien_por_un_latido():
    ahora = {"en_mano": Evento(Que.RECIBIDA, "worker1", "a", 0.0, complejidad=5.0)}

    estado = estado_tras((Que.LATIDO, "worker1", "", ahora))

    assert (estado.workers["worker1"].en_mano, estado.workers["worker1"].complejidad) == ("a", 5)


def test_lo_enviado_que_no_esta_en_ningun_sitio_esta_perdido():
    estado = estado_tras((Que.ENVIADA, "producer", "a"), (Que.ENVIADA, "producer", "b"))

    assert (estado.perdidas(2, []), estado.perdidas(1, [])) == (0, 1)


def test_lo_que_salio_sin_verse_no_se_queda_en_la_fila():
    envios = [(Que.ENVIADA, "producer", f"t{n}") for n in range(30)]
    entregas = [(Que.RECIBIDA, "worker1", f"t{n}") for n in range(3, 25)]  # t0, t1 y t2, no

    assert list(estado_tras(*envios, *entregas).fila.ids) == [f"t{n}" for n in range(25, 30)]


def test_un_final_que_no_se_vio_no_es_una_perdida():
    estado = estado_tras(
        latido("worker1"), (Que.ENVIADA, "producer", "a"), latido("worker1", completada=1)
    )

    assert estado.perdidas(0, []) == 0


def test_la_memoria_no_crece_con_las_tareas():
    estado = estado_tras(*((Que.COMPLETADA, f"w{n % 99}", f"t{n}") for n in range(3 * FICHAS)))

    assert (len(estado.fichas), len(estado.workers), len(estado.fuentes)) == (FICHAS, 64, 64)


def test_lo_que_no_es_un_lote_de_eventos_se_pasa_por_alto():
    assert Evento.lote(b'{"que": "completada"}') == []


def test_un_evento_con_datos_raros_no_trae_datos():
    hecho = {"que": "recibida", "quien": "w", "instante": 1, "complejidad": "4", "intento": None}

    (evento,) = Evento.lote(json.dumps([hecho]).encode())

    assert (evento.complejidad, evento.intento) == (None, 1)


def test_un_final_repetido_tras_muchas_entregas_se_apunta_en_la_suya():
    de_otros = [(Que.COMPLETADA, f"worker{n}", "a") for n in range(2, 2 + ENTREGAS)]

    estado = estado_tras(
        (Que.COMPLETADA, "worker1", "a"), *de_otros[1:], (Que.COMPLETADA, "worker1", "a")
    )

    assert {e.fin for e in estado.fichas["a"].entregas} == {Que.COMPLETADA}
    assert estado.fichas["a"].entregas[-1].quien == "worker1"


EVENTOS = st.builds(
    Evento,
    que=st.sampled_from(Que),
    quien=st.sampled_from(["producer", "worker1", "worker2"]),
    id=st.sampled_from("abc"),
    instante=st.floats(0, 300),
    intento=st.integers(-1, 2**64),
    arranque=st.sampled_from([0.0, 1.0, 2.0]),
    totales=st.dictionaries(st.sampled_from(Que), st.integers(-3, 2**64), max_size=3),
    en_mano=st.none()
    | st.builds(Evento, st.just(Que.RECIBIDA), st.just("worker1"), st.just("a"), st.floats(0, 300)),
)


@given(st.lists(EVENTOS, max_size=40), st.booleans())
def test_ninguna_historia_hace_fallar_al_reductor(historia, copias):
    estado = Estado(copias=copias)

    for evento in historia:
        estado.aplicar(evento)

    estado.perdidas(0, estado.callados(300.0))
    estado.asentar()
    json.dumps(list(estado.sucesos), allow_nan=False)
